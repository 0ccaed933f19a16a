"""What the pages say, read from the finished site of the base."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import html5lib
from built import ADDRESS, REPOSITORY, base_site, build, project
from finished import XHTML, Finished, faults
from trees import BASE, directory_of

from generator.kinds.upkeep import needs
from generator.pages.paging import CARDS_A_PAGE
from generator.records.tables import TABLES


@cache
def site() -> Finished:
    return Finished(base_site(), directory_of(BASE / "data"))


@cache
def page(path: str) -> str:
    return site().page(path)


@cache
def text(path: str) -> str:
    return site().text(path)


def test_every_record_is_reached_by_links_from_the_home_page() -> None:
    assert site().records() - site().reached() == set()


def test_every_page_is_valid_html_with_its_title_address_and_one_heading() -> None:
    wrong = {path: list(faults(path, html)) for path, html in site().html.items()}
    assert {path: told for path, told in wrong.items() if told} == {}


def test_what_no_page_may_have_is_seen() -> None:
    good = page("labs/lab-bleu")
    path = "labs/lab-bleu/index.html"
    for there, instead in (
        ("</article>", "</article></div>"),
        ("<h2 ", "<h3 "),
        ("</h1>", "</h1><h1>Deux</h1>"),
        ('id="sources"', 'id="essentiel"'),
        ("<title>", "<title></title><title>"),
        ('rel="canonical" href="', 'rel="canonical" href="x'),
        ('name="description" content="', 'name="description" content="" data-was="'),
    ):
        assert there in good
        assert list(faults(path, good.replace(there, instead))), instead
    assert list(faults(path, good)) == []


def test_a_description_is_neither_short_nor_long() -> None:
    for path, html in site().html.items():
        if path != "404.html":
            (told,) = re.findall(r'<meta name="description" content="([^"]*)">', html)
            assert 20 <= len(told) <= 200, path


def test_every_redirect_is_valid_html_and_leads_to_its_record() -> None:
    assert len(site().redirects) >= 4
    for path, target in site().redirects.items():
        html = (base_site() / path).read_text("utf-8")
        parser = html5lib.HTMLParser()
        parser.parse(html)
        assert [error[1] for error in parser.errors] == []
        place = target.removesuffix("index.html")
        assert f'content="0; url=../../{place}"' in html
        assert f'rel="canonical" href="{ADDRESS}{place}"' in html


def test_titles_are_all_different() -> None:
    titles = site().titles()
    assert sorted(set(titles)) == sorted(titles)


def test_a_lab_shows_each_fact_with_its_source_as_a_numbered_note() -> None:
    read = page("labs/lab-bleu")
    notes = re.findall(r'<a href="#source-(\d+)"', read)
    marks = re.findall(r'aria-label="Sources? [^"]*">([\d–]+)</a>', read)
    bounds = [[int(end) for end in mark.split("–")] for mark in marks]
    told = {number for ends in bounds for number in range(ends[0], ends[-1] + 1)}
    listed = {int(number) for number in re.findall(r'<li id="source-(\d+)"', read)}
    assert told == listed
    assert any("–" in mark for mark in marks)
    assert {int(number) for number in notes} <= listed
    cited = site().directory.table("labs")["lab-bleu"].sources
    for id in (*(cited.award or ()), *(cited.status or ()), *(cited.description or ())):
        assert str(site().directory.table("sources")[id].url).replace("&", "&amp;") in read
    assert "dernier signe d’activité trouvé : vers 2024" in text("labs/lab-bleu")


SAID_OF_LAB_BLEU = [
    "Labo des Bleus",
    "LabBleu",
    "Laboratoire partagé entre l’État et la région",
    "interministériel",
    "Bleuville (Bleu-et-Levant, 35)",
    "Un atelier de 200 m², rue de l’Azur.",
    "Port-Bleu (Bleu-Couchant, 29) (antenne)",
    "Rosemont (Haute-Rose, 31)",
    "Un groupement de l’État et de la région",
    "Pilotage à deux.",
    "Service violet de l’État",
    "Les médiateurs du Hub d’argent",
    "ces évaluations n’ont pas été publiées.",
    "Le lab forme aussi des agents",
    "Son site parle de sept années",
    "Le site du lab est la seule source",
    "lab-bleu.example.org (Site refait en 2024.)",
    "162 000 € : Fonds des couleurs",
    "Le conseil régional verse 50 000 € par an.",
    "24 agents formés.",
    "La préfecture écrit que le lab est lauréat.",
    "Surface du Lab Bleu",
    "Table ronde sur les labs en couleurs",
    "L’appel « Labs en couleurs » : son histoire",
]


def test_a_lab_that_says_all_shows_all_of_it() -> None:
    said = text("labs/lab-bleu")
    assert [told for told in SAID_OF_LAB_BLEU if told not in said] == []
    assert "50 000 € : Le conseil" not in said  # the words say the amount


def test_what_sources_disagree_on_is_shown_with_both_values() -> None:
    assert "17 candidatures" in text("appels/appel-couleurs")
    assert "16 candidatures" in text("appels/appel-couleurs")
    assert re.search(r"<dd>17 <small>ou</small> 16</dd>", page(""))
    told = text("labs/lab-bleu")
    assert "Ce que les sources disent autrement" in told
    assert "Ouverture du Lab Bleu" in told
    for value in ("été 2017", "novembre 2017", "2018, auprès du SGAR"):
        assert value in told


def test_the_honest_gap_of_unknown_laureates_is_said() -> None:
    said = text("appels/appel-couleurs")
    assert "5 lauréats sur 8 sont connus" in said
    assert "3 lauréats restent inconnus" in said
    section = re.search(r'<h2 id="laureats">.*?</section>', page("appels/appel-couleurs"), re.S)
    assert section
    assert set(re.findall(r'href="[./]*labs/([a-z0-9-]+)/"', section[0])) == {
        "lab-bleu", "lab-rouge", "lab-violet", "fabrique-fauve", "lab-lavande",
    }  # fmt: skip


def test_a_call_whose_laureates_are_all_known_has_no_gap() -> None:
    said = text("appels/appel-lumieres")
    assert 'id="laureats-inconnus"' not in page("appels/appel-lumieres")
    assert "2 lauréats" in said
    assert "Incubateur Indigo" in said
    assert "Studio Safran" in said


def test_the_site_of_a_closed_lab_is_text_since_others_may_have_taken_it() -> None:
    assert "amber-lab.example.com" in text("labs/lab-ambre")
    assert 'href="http://amber-lab.example.com/en/"' not in page("labs/lab-ambre")
    assert "Remplacé par une équipe consacrée" in text("labs/lab-ambre")


def test_a_closed_lab_keeps_its_page_and_leads_to_what_follows_it() -> None:
    assert "Fermé" in text("labs/lab-rouge")
    assert "Prend la suite : Lab Carmin" in text("labs/lab-rouge")
    assert 'href="../../labs/lab-carmin/">Prend la suite' in page("labs/lab-rouge")
    assert "Prend la suite de Lab Rouge" in text("labs/lab-carmin")
    assert "Réuni à un autre lab" in text("labs/lab-gris")
    assert "Programme achevé" in text("labs/programme-arc-en-ciel")


def test_a_lab_abroad_says_its_country_and_no_french_region() -> None:
    assert "Saint-Émeraude, Vert-Comté, Verdoisie" in text("labs/lab-ambre")
    assert "Turquoiseville, Verdoisie" in text("labs/lab-turquoise")
    assert "Labs en Verdoisie" in text("territoires/verdoisie")
    lists = text("territoires")
    assert lists.index("Régions de France") < lists.index("Autres pays")
    assert lists.index("Autres pays") < lists.index("Organisations internationales")


def test_a_territory_without_a_lab_asks_for_one() -> None:
    said = text("territoires/mayotte")
    assert "Aucun lab à Mayotte n’est encore connu de l’annuaire." in said
    assert '<a href="../../participer/#proposer">' in page("territoires/mayotte")


def test_a_title_in_another_language_says_so_and_has_no_french_spaces() -> None:
    title = 'lang="en">How Verdoisia lost its Amber Lab: the inside story</a>'
    assert title in page("labs/lab-ambre")
    assert 'lang="pt">Laboratório de âmbar: quem somos</a>' in page("labs/lab-ambre")
    french = 'rel="external">Appel «\u00a0Lumières\u00a0»\u00a0: deux lauréats</a>'
    assert french in page("appels/appel-lumieres")


def test_a_source_says_how_it_was_read() -> None:
    said = text("labs/lab-rouge")
    assert "Le Coin des copies, vers 2016 (lue par extrait, copie d’un tiers, titre" in said
    assert "(lue en entier)" in said
    assert "mise à jour le 19 août 2024" in text("labs/lab-bleu")


def test_the_home_page_tells_the_latest_of_each_lab_once() -> None:
    news = page("").partition("Dernières nouvelles des labs</h2>")[2].partition("</ol>")[0]
    found = re.findall(r'datetime="([^"]+)".*?href="(?:\./)?labs/([^/]+)/"', news)
    assert found == [
        ("2024-01", "lab-ardoise"),
        ("2022-05", "programme-arc-en-ciel"),
        ("2021-03-02", "lab-carmin"),
        ("2021-02", "lab-rouge"),
        ("2020-03", "lab-bleu"),
    ]


def test_no_bracket_stands_inside_another() -> None:
    assert "Laboratoire, ville (organe de contrôle) · Turquoiseville" in text("labs/lab-turquoise")
    nested = re.compile(r">[^<>]*\([^()<>]*\([^<>]*<")
    for path, html in site().html.items():
        assert nested.findall(html.partition("<main")[2]) == [], path


def test_what_is_not_known_is_listed() -> None:
    said = text("lacunes")
    assert "3 lauréats" in said
    for name in ("Guyane", "Mayotte", "Rencontre des labs du rivage", "Laboratoire violet"):
        assert name in said


def test_labs_to_check_are_listed_by_what_presses_most() -> None:
    need = needs(site().directory, "2026-11-22")
    read = page("a-verifier")
    links = re.findall(r'<li><a href="../labs/([^/]+)/">', read)
    assert sorted(links) == sorted(one.lab.id for one in need)
    for reason, title in (
        ("no_status", "Situation inconnue"),
        ("undated_status", "Situation connue, mais non datée"),
        ("stale_status", "Dernière observation de plus de trois ans"),
        ("one_source", "Une seule source"),
    ):
        group = [one.lab.id for one in need if one.reasons[0] == reason]
        assert f"<h3>{title} ({len(group)})</h3>" in read
        start = links.index(group[0])
        assert links[start : start + len(group)] == group
    said = text("a-verifier")
    assert "L’Écru (Saint-Corail, La Réunion) : une seule source, pas de date" in said


def test_a_theme_that_only_the_editors_infer_is_shown_apart() -> None:
    said = text("labs/lab-bleu")
    assert "Thèmes rapprochés" in said
    assert "par la rédaction, non par une source" in said
    assert "Labs rapprochés par la rédaction" in text("themes/tiers-lieux")
    assert "1 rapproché par la rédaction" in text("themes")


def test_the_links_to_edit_lead_to_the_right_line() -> None:
    for id in ("lab-bleu", "lab-vert", "zinc"):
        place = site().directory.places["labs", id]
        edit = f"{REPOSITORY}/edit/main/{place.file}#L{place.line}"
        assert f'href="{edit}"' in page(f"labs/{id}")
        line = (BASE / place.file).read_text("utf-8").splitlines()[place.line - 1]
        assert re.match(rf"- (\{{)?id: {id}\b", line)
        report = f"{REPOSITORY}/issues/new?template=erreur.yml&amp;title="
        assert report in page(f"labs/{id}")


def test_every_external_link_of_a_record_is_written_as_in_the_data() -> None:
    linked = 0
    for lab in site().directory.table("labs").values():
        if lab.website and not (lab.status and lab.status.value == "closed"):
            assert f'href="{lab.website}"' in page(f"labs/{lab.id}").replace("&amp;", "&")
            linked += 1
    assert linked >= 5


def test_the_site_map_lists_every_page_with_its_own_date() -> None:
    root = ElementTree.parse(base_site() / "sitemap.xml").getroot()
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    dates = {u.findtext(f"{space}loc"): u.findtext(f"{space}lastmod") for u in root}
    pages = {ADDRESS + path.removesuffix("index.html") for path in site().html}
    assert set(dates) == pages - {ADDRESS + "404.html"}
    assert dates[ADDRESS + "labs/lab-ambre/"] == "2026-11-15"
    assert dates[ADDRESS + "territoires/verdoisie/"] == "2026-11-15"  # that of its labs
    assert dates[ADDRESS + "appel-2016/"] == "2026-11-21"
    assert dates[ADDRESS + "labs/lab-vert/"] is None
    assert not (base_site() / "robots.txt").exists()  # nobody reads it under a project's path


def test_the_404_page_is_french_and_its_links_hold_at_any_depth() -> None:
    html = site().html["404.html"]
    assert "Page introuvable" in html
    assert 'href="/depot/labs/"' in html
    assert 'href="/depot/static/style.css"' in html


def test_the_frame_itself_is_no_page() -> None:
    assert not (base_site() / "cadre").exists()
    for path, html in site().html.items():
        assert not re.search("[\ue000-\uf8ff]", html), path


def test_an_article_and_the_records_it_is_about_link_to_each_other() -> None:
    for path in ("appels/appel-couleurs", "labs/lab-rouge", "themes/design-de-service",
                 "territoires/bretagne", "evenements/annonce-couleurs", "reseaux/arc-en-ciel",
                 "organisations/secretariat-des-couleurs"):  # fmt: skip
        assert 'href="../../appel-2016/"' in page(path).partition("<main")[2], path
    article = page("appel-2016")
    assert 'href="../labs/lab-bleu/"' in article
    source = site().directory.table("sources")["prefecture-annonce"].url
    assert f'href="{source}"' in page("")


HOSTILE = """
- id: piege
  name: Lab "O'Brien" & fils
  form: "onmouseover=alert(1) {{ 7*7 }} {% raw %}"
  territory: bretagne
  description: "Texte </script> & \\" ' ${x} \\\\u003c"
  website: https://exemple.fr/?a=1&b='2'
  former_ids: [ancien-piege]
  sources: {description: [panorama], website: [panorama]}
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
        "themes: [simplification], sources: {{all: [panorama]}}}}"
    )
    many = "\n".join(record.format(n=n) for n in range(1, 231))
    (root / "data/labs/many.yaml").write_text(many + "\n", "utf-8")
    done = build(root / "site", root)
    assert done.returncode == 0, done.stderr
    labs = 230 + len(site().directory.table("labs"))
    total = -(-labs // CARDS_A_PAGE)
    paths = ["labs", *(f"labs/page-{number}" for number in range(2, total + 1))]
    assert len(list((root / "site/labs").glob("page-*"))) == total - 1
    read = [(root / "site" / path / "index.html").read_text("utf-8") for path in paths]
    cards = [re.findall(r'<li class="card lab[^>]*>\n<h3><a href="([^"]+)"', one) for one in read]
    cards = [[link.rpartition("labs/")[2] for link in page] for page in cards]
    assert len({link for page in cards for link in page}) == labs
    assert sum(map(len, cards)) == labs
    assert max(map(len, cards)) <= CARDS_A_PAGE * 4 // 3
    assert '<a href="../labs/page-2/">Page 2</a>' in read[0]
    assert f'<span aria-current="page">Page {total}</span>' in read[-1]
    assert '<a href="../../labs/page-4/">Page suivante</a>' in read[2]
    assert "Page suivante" not in read[-1]
    assert "<li>…</li>" in read[0]
    theme = (root / "site/themes/simplification/page-2/index.html").read_text("utf-8")
    assert theme.count("<section") == 1
    assert 'href="#source-' not in theme
    assert '<a href="../../../themes/simplification/">Simplification</a>' in theme


def lab_pages() -> list[str]:
    """The pages of the list of labs, in order."""
    further = sorted(path for path in site().html if path.startswith("labs/page-"))
    return ["labs", *(path.removesuffix("/index.html") for path in further)]


def test_letters_lead_to_where_they_begin_whatever_the_page() -> None:
    read = {number: page(path) for number, path in enumerate(lab_pages(), 1)}
    begins: dict[str, int] = {}
    for number, one in read.items():
        for letter in re.findall(r'<h2 id="(lettre-.)">', one):
            begins.setdefault(letter, number)
    assert len(set(begins.values())) == len(read) == 3
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
    assert sorted(told[0] + told[1]) == sorted(site().directory.table("disagreements"))
    assert told[0]
    assert told[1]
    concerned = text("desaccords") + text("desaccords/page-2")
    assert "Concerne : Lab Bleu, Inauguration du Lab Bleu" in concerned
    assert "Sur d’autres points" in concerned


def test_a_record_with_many_disagreements_leads_to_them() -> None:
    read = page("appels/appel-couleurs")
    links = re.findall(r'href="\.\./\.\./(desaccords/[^"]*)#(desaccord-[^"]+)"', read)
    every = site().directory.table("disagreements").values()
    named = [one for one in every if "appel-couleurs" in (one.calls or ())]
    assert len(named) > 4
    assert {id for _, id in links} == {f"desaccord-{one.id}" for one in named}
    for path, id in links:
        assert f'id="{id}"' in page(path.rstrip("/"))
    assert 'class="claim"' not in read
    assert 'class="claim"' in page("labs/lab-bleu")


def test_exports_hold_every_record_and_cells_that_a_spreadsheet_would_run_are_text() -> None:
    directory = site().directory
    for table in TABLES:
        data = json.loads((base_site() / f"donnees/v1/{table}.json").read_text("utf-8"))
        assert data["count"] == len(data["records"]) == len(directory.table(table))
        one = data["records"][0]
        alone = (base_site() / f"donnees/v1/{table}/{one['id']}.json").read_text("utf-8")
        assert json.loads(alone) == one
    csv = (base_site() / "donnees/labs.csv").read_bytes()
    assert csv.startswith(b"\xef\xbb\xbfid;name;")
    assert len(csv.split(b"\r\n")) == len(directory.table("labs")) + 2


def test_a_cell_that_begins_like_a_formula_is_text() -> None:
    from generator.exports.csv import _cell

    assert [_cell(one) for one in ("=1+1", "@x", "-2", "+3", "ok", None)] == [
        "'=1+1", "'@x", "'-2", "'+3", "ok", "",
    ]  # fmt: skip


def headings(path: str) -> list[str]:
    return [
        " ".join("".join(node.itertext()).split()).replace("\u00a0", " ")
        for node in next(html5lib.parse(page(path)).iter(f"{XHTML}main")).iter(f"{XHTML}h2")
    ]


def test_what_became_of_a_closed_lab_comes_before_its_story() -> None:
    ended = 0
    for lab in site().directory.table("labs").values():
        closed = lab.status is not None and lab.status.value in ("closed", "merged")
        first = headings(f"labs/{lab.id}")[0]
        assert (first == "Ce qu’il est devenu") == (closed or bool(lab.became)), lab.id
        ended += closed
    assert ended >= 4


def moments(id: str) -> list[str]:
    line = re.search(r'<section class="as-moments".*?</section>', page(f"labs/{id}"), re.DOTALL)
    return re.findall(r"<li.*?</li>", line[0], re.DOTALL) if line else []


def test_the_dates_of_a_lab_are_a_line_that_ends_at_its_last_sign() -> None:
    for id in ("lab-bleu", "lab-carmin", "lab-ardoise"):
        lab, line = site().directory.table("labs")[id], moments(id)
        assert len(line) == len(lab.milestones or ()) + 1
        dates = [re.findall(r'datetime="([^"]*)"', one)[0] for one in line[:-1]]
        assert dates == sorted(dates)
        assert line[-1].startswith('<li class="last active">')
        assert "Dernier signe d’activité trouvé" in line[-1]
    assert moments("lab-nacre")[-1].startswith('<li class="last announced">')
    assert moments("lab-sepia")[-1].startswith('<li class="last unknown">')
    assert "Date inconnue" in moments("lab-paille")[-1]
    assert not any("last" in one for one in moments("lab-rouge"))


def test_what_a_record_does_not_tell_is_said_with_the_way_to_complete_it() -> None:
    short = text("labs/lab-vert")
    assert (
        "Ce que nous ne savons pas encoreQuand il a ouvert, qui le porte, quel est son site, "
        "ce qu’il devient. Complétez cette fiche"
    ) in short
    for lab in site().directory.table("labs").values():
        lost = lab.website is None and (lab.status is None or lab.status.value == "active")
        said = "quel est son site" in text(f"labs/{lab.id}").lower()
        assert said or not lost
    assert "Ce que nous ne savons pas" not in text("labs/lab-bleu")
    assert "qui le porte" not in text("labs/ruche-rousse")  # an association carries itself


def test_the_labs_nearby_are_others_and_few() -> None:
    for lab in site().directory.table("labs").values():
        near = re.findall(r'<ul class="near">.*?</ul>', page(f"labs/{lab.id}"), re.DOTALL)
        links = [id for part in near for id in re.findall(r'href="[./]*labs/([^"/]+)/"', part)]
        assert lab.id not in links
        assert len(links) == len(set(links)) <= 12
    assert "Autres labs en Corse Observatoire Ocre" in text("labs/lab-vert")
    assert "Les 8 labs de Bretagne" in text("labs/zinc")
    assert "Les 5 labs" not in text("labs/lab-rouge")


def test_an_abbreviation_is_told_once_on_a_page_and_never_in_an_export() -> None:
    for path, html in site().html.items():
        told = re.findall(r"<abbr title=[^>]*>([^<]*)</abbr>", html)
        assert len(told) == len(set(told)), path
    sgar = '<abbr title="secrétariat général pour les affaires régionales">'
    assert sgar in page("labs/lab-bleu")
    assert sgar in page("methode")
    for file in base_site().glob("donnees/**/*"):
        assert file.is_dir() or b"<abbr" not in file.read_bytes()
    assert "SGARSecrétariat général pour les affaires régionales" in text("glossaire")
    assert 'href="../organisations/direction-des-couleurs/"' in page("glossaire")


def test_home_has_one_search_box_and_examples_that_lead_to_it() -> None:
    home = page("")
    assert re.findall(r'<input[^>]*name="q"', home) == ['<input id="q-haut" name="q"']
    assert len(re.findall(r'<a href="recherche/\?q=[^"]+">', home)) == 3


def test_what_is_to_come_is_told_first_by_the_day_of_the_build(tmp_path: Path) -> None:
    def dates(folder: Path) -> list[tuple[str, str]]:
        events = (folder / "evenements/index.html").read_text("utf-8")
        coming = events[events.index('id="a-venir"') : events.index('id="annee-')]
        return re.findall(r'datetime="([^"]*)"|<p class="over">(au début de 2028)<', coming)

    assert dates(base_site()) == [("2026-12-03", ""), ("2027-03", ""), ("", "au début de 2028")]
    assert "<h3>À venir</h3>" in page("")
    root = project(tmp_path / "project")
    done = build(tmp_path / "site", root, SOURCE_DATE_EPOCH="1735689600")  # 1 January 2025
    assert done.returncode == 0, done.stderr
    later = [one for one, _ in dates(tmp_path / "site")]
    assert later == ["2025-11", "2025-11-18", "2026-06-21", "2026-12-03", "2027-03", ""]
    done = build(tmp_path / "site", root, SOURCE_DATE_EPOCH="1861920000")  # 1 January 2029
    assert done.returncode == 0, done.stderr
    for name in ("evenements/index.html", "index.html"):
        assert "À venir" not in (tmp_path / "site" / name).read_text("utf-8")


def test_an_event_without_a_date_comes_last_with_what_is_known() -> None:
    years = re.findall(r'<h2 id="annee-([^"]+)"', page("evenements"))
    assert years == ["2026", "2025", "2024", "2023", "2022", "2019", "2018", "2017", "2016",
                     "inconnue"]  # fmt: skip
    assert "un samedi d’automne" in text("evenements/rencontre-sans-date")
    assert 'href="#annee-inconnue"' in page("evenements")
