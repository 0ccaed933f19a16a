"""A record in a few words: where it is, what it is, what is known of it last."""

from __future__ import annotations

from generator.pages.desk import Desk
from generator.pages.parts import Badge
from generator.records.call import Call
from generator.records.lab import Lab
from generator.records.territory import Territory


def territory_of(desk: Desk, lab: Lab) -> Territory | None:
    """The territory of a lab, as far as it is known."""
    return desk.directory.of(Territory)[lab.territory] if lab.territory else None


def where(desk: Desk, lab: Lab) -> str:
    """« Rennes, Bretagne »; abroad, « Namur, Wallonie, Belgique »."""
    directory, territory = desk.directory, territory_of(desk, lab)
    names = [lab.city, lab.area]
    if territory is not None:
        names.append("" if lab.city and directory.is_home(territory) else territory.name)
        names.append(beyond(desk, territory))
    return ", ".join(name for name in names if name)


def beyond(desk: Desk, territory: Territory) -> str:
    """The foreign country that a region is part of."""
    if not territory.part_of or not desk.directory.is_abroad(territory):
        return ""
    return desk.directory.of(Territory)[territory.part_of].name


def apart(desk: Desk, lab: Lab) -> str:
    """Where a lab is, beside a name that may say it."""
    return ", ".join(name for name in where(desk, lab).split(", ") if name not in lab.name)


def kind(desk: Desk, lab: Lab) -> str:
    """« Laboratoire », « Incubateur »: the kind of structure."""
    return desk.words(f"lab.kind_of.{lab.kind or 'lab'}")


def form(desk: Desk, lab: Lab) -> str:
    """What the lab is: in the source's words, else its kind and levels."""
    language = desk.language
    if lab.form:
        return language.capital(lab.form)
    name, carriers = kind(desk, lab), language.listed(levels(desk, lab))
    if "(" in carriers:
        return f"{name}, {carriers}"
    return f"{name} ({carriers})" if carriers else name


def levels(desk: Desk, lab: Lab) -> list[str]:
    """The levels that carry a lab; abroad, in the source's words rather than in those of home."""
    territory = territory_of(desk, lab)
    if lab.level_note and territory is not None and desk.directory.is_abroad(territory):
        return [lab.level_note]
    return [desk.words(f"lab.level_of.{level}") for level in lab.levels or ()]


def status(desk: Desk, lab: Lab) -> tuple[Badge | None, str]:
    """The badge of a lab's situation and its last sign, in words."""
    if lab.status is None:
        return None, ""
    value, as_of, words = lab.status.value, lab.status.as_of, desk.words
    finished = value == "closed" and lab.kind == "programme"
    name = words("lab.programme_ended" if finished else f"lab.status.{value}")
    if not as_of:
        return Badge(name, value), words("lab.no_date")
    return Badge(name, value), words(f"lab.as_of.{value}", date=desk.language.date(as_of))


def last_sign(desk: Desk, lab: Lab) -> str:
    """« dernière trace : 2025 »."""
    if lab.status is None:
        return ""
    if lab.status.as_of is None:
        return desk.words("lab.undated")
    about = "~" if lab.status.as_of.endswith("~") else ""
    return desk.words("lab.sign", year=desk.language.date(lab.status.as_of[:4] + about))


def situation(desk: Desk, lab: Lab) -> str:
    """« Actif · dernière trace : 2025 »."""
    badge, _ = status(desk, lab)
    return " · ".join(filter(None, [badge.text if badge else "", last_sign(desk, lab)]))


# ---- calls


def call_name(desk: Desk, call: Call) -> str:
    """How a sentence names a call, with its article: « l’appel de 2016 »."""
    return call.short_name or desk.words("call.named", name=call.name)


def call_title(desk: Desk, call: Call) -> str:
    """The name of a call without what its kind says already: « Laboratoires… »."""
    return call.name.removeprefix(desk.words("call.kind_before"))


def laureate_of(desk: Desk, call: Call) -> str:
    """« Lauréat de l’appel de 2016 »."""
    return desk.words("lab.laureate", of_call=desk.language.of(call_name(desk, call)))


def call_of(desk: Desk, lab: Lab) -> Call | None:
    """The call that chose a lab, as far as sources say."""
    return desk.directory.of(Call)[lab.award.call] if lab.award and lab.award.won else None


def star(desk: Desk, lab: Lab) -> str:
    """« Lauréat 2016 », nothing for a lab that no call chose."""
    call = call_of(desk, lab)
    if call is None:
        return ""
    if call.year:
        return desk.words("lab.laureate_short", year=call.year)
    return desk.words("lab.laureate_of")


def laureates(desk: Desk, call: Call) -> list[Lab]:
    """The known laureates of a call, in order."""
    return [lab for lab in desk.named(call, "labs.award.call") if lab.laureate_of(call)]
