"""What the pages say, read from the finished site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from built import ADDRESS, REPOSITORY, ROOT, build, project, real_site

from generator.checking.directory import Directory
from generator.checking.project import examine
from generator.kinds.upkeep import needs
from generator.pages.views import CARDS_A_PAGE, FOLDERS, PAGED
from generator.reading.problem import Reading

XHTML = "{http://www.w3.org/1999/xhtml}"


@cache
def directory() -> Directory:
    found, _ = examine(ROOT / "data", ROOT / "content", Reading())
    assert found is not None
    return found


@cache
def page(path: str) -> str:
    return (real_site() / path / "index.html").read_text("utf-8")


@cache
def tree(path: str) -> Any:
    return html5lib.parse(page(path))


def text(path: str) -> str:
    main = next(tree(path).iter(f"{XHTML}main"))
    return " ".join("".join(main.itertext()).split()).replace("\u202f", " ").replace("\u00a0", " ")


@cache
def html_files() -> list[str]:
    """Every page but the redirects."""
    names = sorted(p.relative_to(real_site()).as_posix() for p in real_site().rglob("*.html"))
    former = {
        f"labs/{id}/index.html" for lab in directory().labs.values() for id in lab.former_ids or ()
    }
    assert len(former) >= 5
    return [name for name in names if name not in former]


def test_every_record_is_reached_by_links_from_the_home_page() -> None:
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        here = waiting.pop()
        text = (real_site() / here).read_text("utf-8")
        for link in re.findall(r'<a [^>]*href="([^"#?:]*)', text):
            target = (real_site() / here).parent.joinpath(link).resolve()
            found = target / "index.html" if target.is_dir() else target
            name = found.relative_to(real_site().resolve()).as_posix()
            if name.endswith(".html") and name not in seen:
                seen.add(name)
                waiting.append(name)
    wanted = {
        f"{FOLDERS[table]}/{id}/index.html" for table in PAGED for id in directory().table(table)
    }
    assert len(wanted) >= 102 + 53 + 31 + 39 + 38 + 1 + 1
    assert wanted <= seen


@pytest.mark.parametrize("name", html_files())
def test_every_page_is_valid_html_with_its_title_address_and_one_heading(name: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    root = parser.parse((real_site() / name).read_text("utf-8"))
    assert [error[1] for error in parser.errors] == []
    assert len(list(root.iter(f"{XHTML}h1"))) == 1
    assert "".join(next(root.iter(f"{XHTML}title")).itertext()).strip()
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    if name == "404.html":
        return
    metas = {
        m.get("name") or m.get("property"): m.get("content") for m in root.iter(f"{XHTML}meta")
    }
    address = ADDRESS + name.removesuffix("index.html")
    links = {link.get("rel"): link.get("href") for link in root.iter(f"{XHTML}link")}
    assert links["canonical"] == address == metas["og:url"]
    assert 20 <= len(metas["description"]) <= 200
    assert metas["og:title"]
    for script in linked_data(name):
        assert script["@context"] == "https://schema.org"


def test_every_redirect_is_valid_html() -> None:
    others = {p.relative_to(real_site()).as_posix() for p in real_site().rglob("*.html")}
    redirects = sorted(others - set(html_files()))
    assert len(redirects) >= 5
    for name in redirects:
        parser = html5lib.HTMLParser()
        parser.parse((real_site() / name).read_text("utf-8"))
        assert [error[1] for error in parser.errors] == []


def test_a_heading_has_words_and_no_other_role() -> None:
    for name in html_files():
        html = (real_site() / name).read_text("utf-8")
        assert not re.search(r"<h[1-6][^>]* role=|<h[1-6][^>]*>\s*</h", html), name


def linked_data(name: str) -> Iterator[dict[str, object]]:
    html = (real_site() / name).read_text("utf-8")
    for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html):
        yield json.loads(script)


@pytest.mark.parametrize("name", html_files())
def test_headings_go_down_one_step_at_a_time(name: str) -> None:
    html = (real_site() / name).read_text("utf-8")
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    for before, after in pairwise(levels):
        assert after <= before + 1


def test_titles_are_all_different() -> None:
    titles = [
        re.search(r"<title>(.*?)</title>", (real_site() / name).read_text("utf-8"))[1]  # type: ignore[index]
        for name in html_files()
    ]
    assert len(titles) == len(set(titles))


def test_a_lab_shows_each_fact_with_its_source_as_a_numbered_note() -> None:
    notes = re.findall(r'<a href="#source-(\d+)"', page("labs/ti-lab"))
    marks = re.findall(r'aria-label="Sources? [^"]*">([\d–]+)</a>', page("labs/ti-lab"))
    bounds = [[int(end) for end in mark.split("–")] for mark in marks]
    told = {number for ends in bounds for number in range(ends[0], ends[-1] + 1)}
    listed = {int(number) for number in re.findall(r'<li id="source-(\d+)"', page("labs/ti-lab"))}
    assert told == listed
    assert {int(number) for number in notes} <= listed
    cited = directory().labs["ti-lab"].sources
    for id in (*(cited.award or ()), *(cited.status or ()), *(cited.description or ())):
        assert str(directory().sources[id].url).replace("&", "&amp;") in page("labs/ti-lab")
    assert "dernier signe d’activité trouvé : vers 2024" in text("labs/ti-lab")


def test_what_sources_disagree_on_is_shown_with_both_values() -> None:
    assert "17 candidatures" in text("appels/lit-2016")
    assert "16 candidatures" in text("appels/lit-2016")
    siilab = text("labs/siilab")
    assert "Année de création du SIILAB" in siilab
    assert "Ce que les sources disent autrement" in siilab


def test_the_honest_gap_of_three_laureates_is_said() -> None:
    said = text("appels/lit-2016")
    assert "9 lauréats sur 12 sont connus" in said
    assert "3 lauréats restent inconnus" in said
    cards = re.findall(r'href="[./]*labs/([a-z0-9-]+)/"', page("appels/lit-2016"))
    assert set(cards) == {
        "lab-archipel", "ti-lab", "siilab", "la-fabrique-rh", "labase", "lab-o", "etat-lin",
        "lab-zero", "inso-lab-83",
    }  # fmt: skip


def test_a_closed_lab_keeps_its_page_and_its_historical_site_is_no_link() -> None:
    assert "Fermé" in text("labs/lab-zero")
    assert 'href="https://lelabzero.fr' not in page("labs/lab-zero")


def test_the_site_of_a_closed_lab_is_text_since_others_may_have_taken_it() -> None:
    assert "mind-lab.dk" in text("labs/mindlab")
    assert 'href="http://mind-lab.dk/en/"' not in page("labs/mindlab")
    assert "Remplacé par une équipe consacrée" in text("labs/mindlab")


def test_a_former_address_leads_to_the_record() -> None:
    html = (real_site() / "labs/lab-pei-la-reunion/index.html").read_text("utf-8")
    assert 'content="0; url=../../labs/lab-pei/"' in html


def test_a_lab_abroad_says_its_country_and_no_french_region() -> None:
    assert "Copenhague, Danemark" in text("labs/mindlab")
    assert "Saragosse, Aragon, Espagne" in text("labs/laaab-aragon")
    assert "Labs au Danemark" in text("territoires/danemark")
    lists = text("territoires")
    assert lists.index("Régions de France") < lists.index("Autres pays")


def test_a_title_in_another_language_says_so_and_has_no_french_spaces() -> None:
    assert 'lang="en">How Denmark lost its MindLab: the inside story</a>' in page("labs/mindlab")
    assert 'lang="pt">GNova: quem somos</a>' in page("labs/gnova-brasil")
    french = 'rel="external">Les living labs de l’État</a>'
    assert french in page("evenements/decouverte-labs-2016")


def test_the_home_page_tells_the_latest_of_each_lab_once() -> None:
    news = page("").partition("Dernières nouvelles des labs</h2>")[2].partition("</ol>")[0]
    found = re.findall(r'datetime="([^"]+)".*?href="(?:\./)?labs/([^/]+)/"', news)
    assert len({lab for _, lab in found}) == len(found) == 5
    dates = [date for date, _ in found]
    assert dates == sorted(dates, reverse=True)
    latest = max(
        one.date for lab in directory().labs.values() for one in lab.milestones or ()
    ).rstrip("~")
    assert dates[0] == latest


def test_no_bracket_stands_inside_another() -> None:
    assert "Laboratoire, ville (organe de contrôle) · Bogota" in text("labs/labcapital-bogota")
    nested = re.compile(r">[^<>]*\([^()<>]*\([^<>]*<")
    for name in html_files():
        main = (real_site() / name).read_text("utf-8").partition("<main")[2]
        assert nested.findall(main) == []


def test_what_is_not_known_is_listed_with_the_way_to_mend_it() -> None:
    assert "3 lauréats de l’appel de 2016 restent inconnus" in text("lacunes")
    assert "Mayotte" in text("lacunes")
    need = needs(directory(), "2026-11-22")
    read = page("a-verifier")
    assert len(need) < 100
    links = re.findall(r'<li><a href="../labs/([^/]+)/">', read)
    assert sorted(links) == sorted(one.lab.id for one in need)
    for reason, title in (
        ("no_status", "Situation inconnue"),
        ("stale_status", "Dernière observation de plus de trois ans"),
        ("one_source", "Une seule source"),
    ):
        group = [one.lab.id for one in need if one.reasons[0] == reason]
        assert f"<h3>{title} ({len(group)})</h3>" in read
        start = links.index(group[0])
        assert links[start : start + len(group)] == group
    said = text("a-verifier")
    assert "InSo Lab 83 (Provence-Alpes-Côte d’Azur) : une seule source, pas de date" in said


def test_a_theme_that_only_the_editors_infer_is_shown_apart() -> None:
    said = text("labs/la-fabrique-rh")
    assert "Thèmes rapprochés" in said
    assert "par la rédaction, non par une source" in said
    assert "Labs rapprochés par la rédaction" in text("themes/tiers-lieux-incubateurs")


def test_the_links_to_edit_lead_to_the_right_line() -> None:
    for id in ("ti-lab", "lab-est", "corsica-lab"):
        place = directory().places["labs", id]
        edit = f"{REPOSITORY}/edit/main/{place.file}#L{place.line}"
        assert f'href="{edit}"' in page(f"labs/{id}")
        line = (ROOT / place.file).read_text("utf-8").splitlines()[place.line - 1]
        assert line == f"- id: {id}"
        report = f"{REPOSITORY}/issues/new?template=erreur.yml&amp;title="
        assert report in page(f"labs/{id}")


def test_every_external_link_of_a_record_is_written_as_in_the_data() -> None:
    for lab in directory().labs.values():
        if lab.website and not (lab.status and lab.status.value == "closed"):
            assert f'href="{lab.website}"' in page(f"labs/{lab.id}").replace("&amp;", "&")


def test_the_site_map_lists_every_page_with_its_own_date() -> None:
    root = ElementTree.parse(real_site() / "sitemap.xml").getroot()
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    dates = {u.findtext(f"{space}loc"): u.findtext(f"{space}lastmod") for u in root}
    pages = {ADDRESS + name.removesuffix("index.html") for name in html_files()}
    assert set(dates) == pages - {ADDRESS + "404.html"}
    assert dates[ADDRESS + "labs/ti-lab/"] == "2026-11-22"
    assert not (real_site() / "robots.txt").exists()  # nobody reads it under the path of a project


def test_the_404_page_is_french_and_its_links_hold_at_any_depth() -> None:
    html = (real_site() / "404.html").read_text("utf-8")
    assert "Page introuvable" in html
    assert 'href="/depot/labs/"' in html
    assert 'href="/depot/static/style.css"' in html


def test_the_frame_itself_is_no_page() -> None:
    assert not (real_site() / "cadre").exists()
    for name in html_files():
        html = (real_site() / name).read_text("utf-8")
        assert not re.search("[\ue000-\uf8ff]", html)


def test_an_article_and_the_records_it_is_about_link_to_each_other() -> None:
    assert 'href="../../appel-2016/"' in page("appels/lit-2016")
    assert 'href="../labs/ti-lab/"' in page("appel-2016")


HOSTILE = """
- id: piege
  name: Lab "O'Brien" & fils
  form: "onmouseover=alert(1) {{ 7*7 }} {% raw %}"
  territory: bretagne
  description: "Texte </script> & \\" ' ${x} \\\\u003c"
  website: https://exemple.fr/?a=1&b='2'
  former_ids: [ancien-piege]
  sources: {description: [seed], website: [seed]}
"""


def test_hostile_text_is_only_ever_text(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    hostile = HOSTILE.replace("</script>", "/script")  # the check refuses < and >
    (root / "data/labs/piege.yaml").write_text(hostile, "utf-8")
    done = build(root / "site", root)
    assert done.returncode == 0, done.stderr
    html = (root / "site/labs/piege/index.html").read_text("utf-8")
    parser = html5lib.HTMLParser()
    read = parser.parse(html)
    assert parser.errors == []
    assert not any(name.startswith("on") for node in read.iter() for name in node.attrib)
    assert "{{ 7*7 }}" in html
    assert "49" not in "".join(next(read.iter(f"{XHTML}h1")).itertext())
    links = {a.get("href") for a in read.iter(f"{XHTML}a")}
    assert "https://exemple.fr/?a=1&b='2'" in links
    gone = (root / "site/labs/ancien-piege/index.html").read_text("utf-8")
    assert 'content="0; url=../../labs/piege/"' in gone
    assert 'rel="canonical" href="https://annuaire.example.org/depot/labs/piege/"' in gone


def test_a_long_list_goes_on_over_several_pages(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    record = (
        "- {{id: l{n}a, name: Lab {n}, form: lab, description: x., "
        "themes: [inclusion-numerique], sources: {{all: [seed]}}}}"
    )
    many = "\n".join(record.format(n=n) for n in range(1, 231))
    (root / "data/labs/many.yaml").write_text(many + "\n", "utf-8")
    done = build(root / "site", root)
    assert done.returncode == 0, done.stderr
    total = -(-(230 + len(directory().labs)) // CARDS_A_PAGE)
    paths = ["labs", *(f"labs/page-{number}" for number in range(2, total + 1))]
    assert len(list((root / "site/labs").glob("page-*"))) == total - 1
    read = [(root / "site" / path / "index.html").read_text("utf-8") for path in paths]
    cards = [re.findall(r'<li class="card lab[^>]*>\n<h3><a href="([^"]+)"', one) for one in read]
    cards = [[link.rpartition("labs/")[2] for link in page] for page in cards]
    assert len({link for page in cards for link in page}) == 230 + len(directory().labs)
    assert sum(map(len, cards)) == 230 + len(directory().labs)
    assert max(map(len, cards)) <= CARDS_A_PAGE * 4 // 3
    assert '<a href="../labs/page-2/">Page 2</a>' in read[0]
    assert f'<span aria-current="page">Page {total}</span>' in read[-1]
    assert '<a href="../../labs/page-4/">Page suivante</a>' in read[2]
    assert "Page suivante" not in read[-1]
    assert "<li>…</li>" in read[0]
    theme = (root / "site/themes/inclusion-numerique/page-2/index.html").read_text("utf-8")
    assert theme.count("<section") == 1
    assert 'href="#source-' not in theme
    assert '<a href="../../../themes/inclusion-numerique/">Inclusion numérique</a>' in theme


def test_letters_lead_to_where_they_begin_whatever_the_page() -> None:
    read = {
        number: page("labs" if number == 1 else f"labs/page-{number}") for number in range(1, 5)
    }
    begins: dict[str, int] = {}
    for number, one in read.items():
        for letter in re.findall(r'<h2 id="(lettre-.)">', one):
            begins.setdefault(letter, number)
    assert len(set(begins.values())) > 2
    for number, one in read.items():
        index = re.findall(r'href="([^"]*)#(lettre-.)"', one)
        assert [letter for _, letter in index] == list(begins)
        for address, letter in index:
            to = begins[letter]
            path = "labs/" if to == 1 else f"labs/page-{to}/"
            root = "../" if number == 1 else "../../"
            assert address == ("" if to == number else root + path)


def test_each_disagreement_is_told_once_with_whom_it_is_about() -> None:
    told = [
        re.findall(r'id="desaccord-([^"]+)"', page(f"desaccords{one}")) for one in ("", "/page-2")
    ]
    assert sorted(told[0] + told[1]) == sorted(directory().disagreements)
    assert told[0]
    assert told[1]
    concerned = text("desaccords/page-2")
    assert "Concerne : Ti Lab, Ouverture du Ti Lab" in concerned


def test_a_record_with_many_disagreements_leads_to_them() -> None:
    read = page("appels/lit-2016")
    links = re.findall(r'href="\.\./\.\./(desaccords/[^"]*)#(desaccord-[^"]+)"', read)
    named = [one for one in directory().disagreements.values() if "lit-2016" in (one.calls or ())]
    assert [id for _, id in links] != []
    assert {id for _, id in links} == {f"desaccord-{one.id}" for one in named}
    for path, id in links:
        assert f'id="{id}"' in page(path.rstrip("/"))
    assert 'class="claim"' not in read
    assert 'class="claim"' in page("labs/ti-lab")


def test_exports_hold_every_record_and_cells_that_a_spreadsheet_would_run_are_text() -> None:
    for table in (*PAGED, "sources", "disagreements"):
        data = json.loads((real_site() / f"donnees/v1/{table}.json").read_text("utf-8"))
        assert data["count"] == len(data["records"]) == len(directory().table(table))
        one = data["records"][0]
        alone = (real_site() / f"donnees/v1/{table}/{one['id']}.json").read_text("utf-8")
        assert json.loads(alone) == one
    csv = (real_site() / "donnees/labs.csv").read_bytes()
    assert csv.startswith(b"\xef\xbb\xbfid;name;")
    assert len(csv.split(b"\r\n")) == len(directory().labs) + 2


def test_a_cell_that_begins_like_a_formula_is_text() -> None:
    from generator.exports.files import _cell

    assert [_cell(one) for one in ("=1+1", "@x", "-2", "+3", "ok", None)] == [
        "'=1+1", "'@x", "'-2", "'+3", "ok", "",
    ]  # fmt: skip


def headings(path: str) -> list[str]:
    return [
        " ".join("".join(node.itertext()).split()).replace("\u00a0", " ")
        for node in next(tree(path).iter(f"{XHTML}main")).iter(f"{XHTML}h2")
    ]


def test_what_became_of_a_closed_lab_comes_before_its_story() -> None:
    for lab in directory().labs.values():
        ended = lab.status is not None and lab.status.value in ("closed", "merged")
        assert (headings(f"labs/{lab.id}")[0] == "Ce qu’il est devenu") == (
            ended or bool(lab.became)
        )


def moments(id: str) -> list[str]:
    line = re.search(r'<section class="as-moments".*?</section>', page(f"labs/{id}"), re.DOTALL)
    return re.findall(r"<li.*?</li>", line[0], re.DOTALL) if line else []


def test_the_dates_of_a_lab_are_a_line_that_ends_at_its_last_sign() -> None:
    for id in ("ti-lab", "lab-o", "siilab"):
        lab, line = directory().labs[id], moments(id)
        assert len(line) == len(lab.milestones or ()) + 1
        dates = [re.findall(r'datetime="([^"]*)"', one)[0] for one in line[:-1]]
        assert dates == sorted(dates)
        assert line[-1].startswith('<li class="last active">')
        assert "Dernier signe d’activité trouvé" in line[-1]
    assert not any("last" in one for one in moments("lab-zero"))


def test_what_a_record_does_not_tell_is_said_with_the_way_to_complete_it() -> None:
    short = text("labs/liit-corse")
    assert "Ce que nous ne savons pas encoreQuel est son site. Complétez cette fiche" in short
    for lab in directory().labs.values():
        lost = lab.website is None and (lab.status is None or lab.status.value == "active")
        said = "quel est son site" in text(f"labs/{lab.id}").lower()
        assert said or not lost


def test_the_labs_nearby_are_others_and_few() -> None:
    for lab in directory().labs.values():
        near = re.findall(r'<ul class="near">.*?</ul>', page(f"labs/{lab.id}"), re.DOTALL)
        links = [id for part in near for id in re.findall(r'href="[./]*labs/([^"/]+)/"', part)]
        assert lab.id not in links
        assert len(links) == len(set(links)) <= 12
    assert "Autres labs en Corse Corsica Lab" in text("labs/liit-corse")


def test_an_abbreviation_is_told_once_on_a_page_and_never_in_an_export() -> None:
    for name in html_files():
        html = (real_site() / name).read_text("utf-8")
        told = re.findall(r"<abbr title=[^>]*>([^<]*)</abbr>", html)
        assert len(told) == len(set(told)), name
    assert '<abbr title="secrétariat général pour les affaires régionales">' in page("labs/lab-o")
    for path in real_site().glob("donnees/**/*"):
        assert path.is_dir() or b"<abbr" not in path.read_bytes()
    assert "SGARSecrétariat général pour les affaires régionales" in text("glossaire")
    assert 'href="../organisations/ditp/"' in page("glossaire")


def test_home_has_one_search_box_and_examples_that_lead_to_it() -> None:
    home = (real_site() / "index.html").read_text("utf-8")
    assert re.findall(r'<input[^>]*name="q"', home) == ['<input id="q-haut" name="q"']
    assert len(re.findall(r'<a href="recherche/\?q=[^"]+">', home)) >= 3
    lately = [one.date for lab in directory().labs.values() for one in lab.milestones or ()]
    newest = max(date for date in lately if date <= "2026-11-22")
    assert f'datetime="{newest.rstrip("~")}"' in home


def test_what_is_to_come_is_told_first_by_the_day_of_the_build(tmp_path: Path) -> None:
    assert "À venir" not in text("evenements")
    done = build(tmp_path / "site", SOURCE_DATE_EPOCH="1735689600")  # 1 January 2025
    assert done.returncode == 0, done.stderr
    events = (tmp_path / "site/evenements/index.html").read_text("utf-8")
    coming = events[events.index('id="a-venir"') : events.index('id="annee-')]
    dates = re.findall(r'datetime="([^"]*)"', coming)
    assert len(dates) >= 3
    assert dates == sorted(dates)
    assert min(dates) > "2025-01-01"
    assert "<h3>À venir</h3>" in (tmp_path / "site/index.html").read_text("utf-8")
