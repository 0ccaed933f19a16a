"""A problem is a place, a fact and a way out, told in French to the person who writes the data.

Everything that can be said to an editor is in SENTENCES: one code, one fact, one way out.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """Where something is written: lines and columns count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake, told once. Problems sort by place."""

    place: Place
    code: str
    fact: str
    way_out: str = ""


# code: (fact, way out). Fields in braces are filled by the report; {close} is « vouliez-vous … ? »
# or what may be written instead.
SENTENCES: dict[str, tuple[str, str]] = {
    # The file and its bytes
    "folder-missing": (
        "le dossier « {folder} » manque, ou ne contient aucune table",
        "lancez la commande depuis la racine du dépôt, ou donnez le chemin du dossier",
    ),
    "file-missing": (
        "le fichier « {file} » manque",
        "rétablissez-le, ou créez-le avec une liste vide pour contenu : []",
    ),
    "identity-missing": (
        "le fichier « {file} » manque",
        "rétablissez-le : il dit le nom de l’annuaire, son pays et sa licence",
    ),
    "file-unknown": (
        "le fichier « {file} » ne serait lu par personne",
        "{close}",
    ),
    "file-empty": (
        "le fichier ne contient aucune fiche",
        "écrivez au moins une fiche, ou une liste vide : []",
    ),
    "file-too-large": (
        "le fichier fait {size} octets, la limite est de {limit}",
        "répartissez les fiches dans plusieurs fichiers, par exemple {folder}/….yaml",
    ),
    "encoding": (
        "ce caractère (« {meant} » ?) n’est pas écrit en UTF-8 (octet {byte})",
        "enregistrez le fichier avec l’encodage « UTF-8 »",
    ),
    "encoding-utf16": (
        "le fichier est écrit en UTF-16, pas en UTF-8",
        "enregistrez le fichier avec l’encodage « UTF-8 »",
    ),
    "control-character": (
        "un caractère invisible se cache ici ({character})",
        "effacez-le, ou retapez le mot : il vient souvent d’un copier-coller",
    ),
    # YAML
    "yaml-tab": (
        "une tabulation tient lieu d’espaces",
        "remplacez-la par des espaces : deux par niveau",
    ),
    "yaml-colon": (
        "un « : » inattendu coupe le texte en deux",
        'mettez le texte entier entre guillemets : "…"',
    ),
    "yaml-indent": (
        "cette ligne n’est pas alignée avec ce qui précède",
        "alignez les champs d’une même fiche sur la même colonne, avec des espaces",
    ),
    "yaml-key": (
        "on attend ici un champ suivi de « : »",
        "écrivez « champ: valeur », avec une espace après les deux-points ; la suite d’un long "
        "texte se décale de deux espaces",
    ),
    "yaml-list": (
        "la liste ouverte par « [ » n’est pas bien fermée",
        "séparez les valeurs par des virgules et fermez par « ] »",
    ),
    "yaml-braces": (
        "le groupe ouvert par « {{ » n’est pas bien fermé",
        "séparez les champs par des virgules et fermez par « }} »",
    ),
    "yaml-quote": (
        "un guillemet ouvert n’est pas refermé",
        "fermez le texte avec le même guillemet que celui qui l’ouvre",
    ),
    "yaml-rest": (
        "ce texte vient après un {closing} qui ferme déjà la valeur",
        "mettez la valeur entière entre guillemets {quotes}, ou fermez le guillemet resté "
        "ouvert plus haut",
    ),
    "yaml-escape": (
        "la barre oblique inverse « \\ » commence ici un code inconnu",
        "doublez-la (\\\\), ou mettez le texte entre guillemets simples ('…')",
    ),
    "yaml-character": (
        "un texte sans guillemets ne peut pas commencer par ce caractère",
        'mettez le texte entier entre guillemets : "…"',
    ),
    "yaml-anchor": (
        "les ancres (« &{name} ») ne sont pas admises",
        "écrivez la valeur en entier à chaque endroit ; si « & » fait partie du texte, "
        "mettez celui-ci entre guillemets",
    ),
    "yaml-alias": (
        "les renvois (« *{name} ») ne sont pas admis",
        "écrivez la valeur en entier ; si « * » fait partie du texte, mettez celui-ci "
        "entre guillemets",
    ),
    "yaml-merge": (
        "la fusion « << » n’est pas admise",
        "écrivez les champs en entier dans chaque fiche",
    ),
    "yaml-tag": (
        "l’étiquette « {tag} » n’est pas admise",
        "effacez-la ; si « ! » fait partie du texte, mettez celui-ci entre guillemets",
    ),
    "yaml-document": (
        "un second document commence ici (après « --- » ou « ... »)",
        "effacez cette ligne : un fichier contient une seule liste de fiches",
    ),
    "yaml-complex-key": (
        "on attend ici le nom d’un champ",
        "écrivez « champ: valeur » ; si c’est un texte, mettez-le entre guillemets",
    ),
    "yaml-deep": (
        "les listes et les groupes sont emboîtés sur plus de {limit} niveaux",
        "vérifiez les crochets et l’alignement autour de cette ligne",
    ),
    "yaml-many": (
        "le fichier contient plus de {limit} valeurs",
        "répartissez les fiches dans plusieurs fichiers",
    ),
    "duplicate-key": (
        "le champ « {key} » est écrit deux fois",
        "gardez-en un seul ; le premier est à la ligne {line}",
    ),
    "too-many-problems": (
        "plus de {limit} problèmes : la suite n’est pas lue",
        "corrigez d’abord les premiers ; une même cause en explique souvent beaucoup",
    ),
    # The shape of a record
    "not-a-list": (
        "on attend une liste de fiches, on lit {found}",
        "chaque fiche commence par un tiret : « - id: … »",
    ),
    "identity-empty": (
        "le fichier ne dit rien de l’annuaire",
        "écrivez au moins « name », « short_name », « tagline », « description » et « licence »",
    ),
    "identity-not-fields": (
        "on attend les champs de l’annuaire, on lit {found}",
        "écrivez « name: … », puis les autres champs, sans tiret",
    ),
    "not-a-record": (
        "on attend une fiche, on lit {found}",
        "une fiche est une suite de champs : « - id: … », puis « name: … » aligné dessous",
    ),
    "empty-record": (
        "ce tiret n’est suivi d’aucune fiche",
        "effacez-le, ou écrivez la fiche : « - id: … »",
    ),
    "missing": (
        "le champ « {key} » manque",
        "{title} : ajoutez-le, par exemple « {key}: {example} »",
    ),
    "unknown-key": (
        "le champ « {key} » n’existe pas",
        "{close}",
    ),
    "not-text": (
        "« {key} » attend un texte, on lit {found}",
        "{close}",
    ),
    "not-number": (
        "« {key} » attend un nombre entier, on lit {found}",
        "écrivez les chiffres seuls, sans espace ni unité : {example}",
    ),
    "number-too-small": (
        "« {key} » doit valoir au moins {limit}, on lit {found}",
        "vérifiez le nombre dans la source",
    ),
    "not-boolean": (
        "« {key} » attend true (oui) ou false (non), on lit {found}",
        "écrivez true ou false, sans guillemets",
    ),
    "not-list": (
        "« {key} » attend une liste, on lit {found}",
        "mettez la valeur entre crochets, par exemple {key}: {example}",
    ),
    "not-list-of-groups": (
        "« {key} » attend une liste, on lit {found}",
        "{close}",
    ),
    "not-group": (
        "« {key} » attend un groupe de champs, on lit {found}",
        "écrivez ses champs au-dessous, décalés de deux espaces, ou entre accolades : {example}",
    ),
    "empty-list": (
        "la liste « {key} » est vide",
        "{close}",
    ),
    "empty-item": (
        "une valeur de la liste « {key} » est vide",
        "écrivez-la ou effacez ce tiret",
    ),
    "empty": (
        "« {key} » est vide",
        "{close}",
    ),
    "choice": (
        "« {found} » n’est pas une valeur de « {key} »",
        "{close}",
    ),
    "too-long": (
        "« {key} » fait {length} caractères, la limite est de {limit}",
        "{close}",
    ),
    "one-line": (
        "« {key} » tient sur une seule ligne",
        "réunissez les lignes, ou commencez le texte par « >- » au lieu de « | »",
    ),
    "slug": (
        "« {found} » ne peut pas servir d’identifiant",
        "des minuscules sans accent, des chiffres et des tirets : {close}",
    ),
    "reserved-id": (
        "« {found} » est l’adresse d’une page de liste, pas un identifiant",
        "choisissez-en un autre, avec le nom de ce dont parle la fiche",
    ),
    "repeated": (
        "la valeur « {found} » est deux fois dans la liste « {key} »",
        "gardez une seule des deux",
    ),
    "repeated-group": (
        "ce groupe de champs est deux fois dans la liste « {key} »",
        "gardez-en un seul",
    ),
    # Values
    "date": (
        "« {found} » n’est pas une date",
        "écrivez l’année, le mois ou le jour : 2017, 2017-11 ou 2017-11-18 "
        "(ajoutez ~ pour « vers »)",
    ),
    "date-impossible": (
        "la date « {found} » n’existe pas",
        "{close}",
    ),
    "end-before-start": (
        "la fin ({end}) est avant le début ({start})",
        "échangez-les, ou corrigez l’année",
    ),
    "theme-unsourced": (
        "un thème d’origine « {origin} » n’a pas de source",
        "ajoutez « sources: [identifiant-de-la-source] », "
        "ou écrivez origin: editors s’il réunit les mots de plusieurs sources",
    ),
    "end-without-start": (
        "l’événement a une fin ({end}) mais pas de début",
        "ajoutez « start », ou écrivez seulement ce que dit la source : date_text: jusqu’au 8 juin",
    ),
    "no-date": (
        "l’événement n’a ni « start » ni « date_text »",
        "écrivez par exemple « start: 2016-11-18 », ou ce que dit la source : "
        "« date_text: un 8 juin »",
    ),
    "url": (
        "« {found} » n’est pas l’adresse d’une page",
        "{close}",
    ),
    "url-scheme": (
        "une adresse ne peut pas commencer par « {scheme} »",
        "seules les adresses http:// et https:// sont publiées",
    ),
    "url-unsafe": (
        "l’adresse « {found} » contient {what}",
        "{close}",
    ),
    "markup": (
        "« {key} » contient une balise ou un chevron : {found}",
        "écrivez du texte simple, sans < ni > ni mise en forme",
    ),
    "markdown": (
        "« {key} » contient de la mise en forme : {found}",
        "écrivez du texte simple ; un lien se met dans « website » ou dans une source",
    ),
    "personal": (
        "« {key} » contient {what} : {found}",
        "les données n’ont ni adresse électronique ni numéro de téléphone : effacez-le",
    ),
    "spaces": (
        "« {key} » commence ou finit par une espace",
        "effacez-la",
    ),
    # Between records
    "duplicate-id": (
        "l’identifiant « {id} » est déjà pris",
        "si les deux fiches parlent de la même chose, réunissez-les ; sinon, choisissez un autre "
        "identifiant ; le premier est à {first}",
    ),
    "look-alike-id": (
        "l’identifiant « {id} » ressemble trop à « {other} »",
        "s’il s’agit de la même chose, complétez l’autre fiche ({first}) ; sinon, ajoutez la ville "
        "ou l’année",
    ),
    "former-id-own": (
        "l’ancien identifiant « {id} » est aussi l’identifiant actuel de la fiche",
        "effacez-le de « former_ids »",
    ),
    "former-id-taken": (
        "l’ancien identifiant « {id} » est celui d’une autre fiche",
        "un identifiant ne sert qu’une fois ; l’autre est à {first}",
    ),
    "unknown-reference": (
        "« {found} » n’est pas dans {table}",
        "{close}",
    ),
    "self-reference": (
        "dans « {key} », la fiche renvoie à elle-même",
        "écrivez l’identifiant d’une autre fiche, ou effacez celui-ci",
    ),
    "circle": (
        "dans « {key} », les fiches se suivent en rond : {chain}",
        "effacez l’un de ces renvois : une fiche ne peut pas venir après elle-même",
    ),
    "unsourced": (
        "« {key} » n’a pas de source",
        "dans « sources », ajoutez par exemple « {group}: [identifiant-de-la-source] »",
    ),
    "source-of-nothing": (
        "des sources sont données pour « {group} », mais la fiche n’en dit rien",
        "ajoutez le fait que ces sources établissent, ou effacez-les",
    ),
    "departement-unknown": (
        "« {found} » n’est le numéro d’aucun département",
        "{close}",
    ),
    "departement-elsewhere": (
        "le département « {found} » n’est pas dans le territoire « {territory} »",
        "il est dans « {home} » : corrigez l’un ou l’autre",
    ),
    "known-too-many": (
        "{known} lauréats sont connus, l’appel n’en compte que {total}",
        "vérifiez « award » dans les fiches des labs, ou ce nombre",
    ),
    # What maintainers and tools write
    "words-missing": (
        "le fichier « {file} » manque",
        "rétablissez-le : il contient des mots dont le site a besoin",
    ),
    "words-not-fields": (
        "on attend des mots par leur clé, on lit {found}",
        "écrivez un mot par ligne : « clé: mot »",
    ),
    "word-missing": (
        "le mot « {key} » manque, et une page le dit",
        "ajoutez-le, ou rétablissez le fichier",
    ),
    "word-blanks": (
        "le mot « {key} » a une accolade seule, ou un blanc que rien ne remplit",
        "les blancs qu’il peut avoir : {blanks}",
    ),
    "word-forms": (
        "le mot « {key} » attend trois formes : aucun, un seul, plusieurs",
        "séparez-les par « | » : « aucun lab | {{n}} lab | {{n}} labs »",
    ),
    "word-unknown": (
        "« {key} » n’est la clé d’aucun mot",
        "{close}",
    ),
    "made-unreadable": (
        "le fichier est abîmé : on n’y lit plus ce qu’un outil a écrit",
        "refaites-le par « {command} »",
    ),
    "made-otherwise": (
        "le fichier est abîmé : « {what} » manque, ou n’a pas sa forme",
        "refaites-le par « {command} »",
    ),
    "theme-slot": (
        "le cadre n’a pas de place pour « {slot} »",
        'rétablissez {{{{ slot("{slot}") }}}} dans le gabarit',
    ),
    # Prose pages
    "head-open": (
        "l’en-tête de la page n’est pas fermé",
        "ajoutez une ligne « --- » après le dernier champ de l’en-tête",
    ),
    "head-late": (
        "l’en-tête de la page ne commence pas à la première ligne",
        "effacez ce qui est au-dessus de ce « --- »",
    ),
    "head-not-fields": (
        "l’en-tête de la page attend des champs, on lit {found}",
        "écrivez un champ par ligne, sans tiret devant : « title: … »",
    ),
    "untitled": (
        "la page n’a pas de titre",
        "{close}",
    ),
    "unknown-slot": (
        "« {found} » n’est pas un emplacement",
        "{close}",
    ),
    "frame-missing": (
        "aucune page n’est le cadre des fiches",
        "rétablissez-la : un en-tête avec « frame: true », puis « <!-- slot: body --> »",
    ),
    "frame-second": (
        "« {first} » est déjà le cadre des fiches, et il n’y en a qu’un",
        "effacez « frame: true » de l’une des deux pages",
    ),
    "frame-body": (
        "le cadre ne dit pas où vont les fiches",
        "écrivez « <!-- slot: body --> » seul sur une ligne, après l’en-tête",
    ),
    "frame-only": (
        "l’emplacement « body » n’a de sens que dans le cadre des fiches",
        "effacez-le",
    ),
    "address-taken": (
        "ce fichier aurait l’adresse « {url} », qu’a déjà {owner}",
        "{close}",
    ),
    "file-unpublished": (
        "le fichier « {file} » ne serait pas publié",
        "{close}",
    ),
}


@dataclass(slots=True)
class Reading:
    """What a check has found so far; readers fill it, nobody raises."""

    problems: list[Problem] = field(default_factory=list)

    def report(self, place: Place, code: str, **details: object) -> None:
        """Tell one mistake. Raises KeyError when the code or a detail is unknown: our mistake."""
        fact, way_out = SENTENCES[code]
        self.problems.append(
            Problem(place, code, fact.format(**details), way_out.format(**details))
        )

    def sorted(self) -> list[Problem]:
        """Each problem once, by file, line and column."""
        return sorted(set(self.problems))


def quoted(value: object, length: int = 60) -> str:
    """What was written, on one line and short enough to be read in a sentence."""
    text = " ".join(str(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def meant(word: str) -> str:
    """The way out that offers one word."""
    return f"vouliez-vous écrire « {word} » ?"


def close_to(written: str, known: Iterable[str], otherwise: str = "") -> str:
    """« vouliez-vous écrire … ? » when a known word is near; else what may be written."""
    words = sorted(set(known))
    folded = {word.casefold(): word for word in reversed(words)}
    near = difflib.get_close_matches(written.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return meant(folded[near[0]])
    if otherwise:
        return otherwise
    return "valeurs possibles : " + ", ".join(words) if words else "aucune valeur n’est possible"


def as_text(problems: Iterable[Problem]) -> str:
    """For a terminal: the place and the fact on one line, the way out on the next."""
    lines = []
    for problem in problems:
        lines.append(f"{problem.place}: {problem.fact}")
        if problem.way_out:
            lines.append(f"  conseil : {problem.way_out}")
    return "\n".join(lines)


def as_json(problems: Iterable[Problem]) -> str:
    """For programs: a list of objects with file, line, column, code, fact and way_out."""
    entries = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code,
            "fact": problem.fact,
            "way_out": problem.way_out,
        }
        for problem in problems
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


SHOWN_BY_GITHUB = 10


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that annotate the lines of a pull request.

    GitHub shows ten annotations a step: past that, nine and one that says how many are left.
    Source: the runner's workflow commands; %, CR and LF are escaped everywhere, : and , in
    properties.
    """
    told = list(problems)
    shown = told if len(told) <= SHOWN_BY_GITHUB else told[: SHOWN_BY_GITHUB - 1]
    lines = [_annotation(problem.place, problem.fact, problem.way_out) for problem in shown]
    if len(told) > len(shown):
        rest = f"et {len(told) - len(shown)} autres problèmes"
        lines.append(_annotation(told[len(shown)].place, rest, "la liste entière est plus bas"))
        lines.append(as_text(told))
    return "\n".join(lines)


def _annotation(place: Place, fact: str, way_out: str) -> str:
    properties = f"file={_escape(place.file, True)},line={place.line},col={place.column}"
    message = _escape(f"{fact}\n{way_out}" if way_out else fact, False)
    return f"::error {properties},title=Données::{message}"


def _escape(text: str, in_property: bool) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    if in_property:
        text = text.replace(":", "%3A").replace(",", "%2C")
    return text
