"""What is read of a network."""

from __future__ import annotations

from typing import Final

from generator.kinds import disagreement
from generator.pages.desk import Desk, Kind, latest
from generator.pages.notes import Notes
from generator.pages.parts import Card, Row, Section, Thing, View, excerpt, internal, texts
from generator.pages.things import known
from generator.records.network import Network
from generator.records.tables import path_of


def page(desk: Desk, network: Network) -> View:
    """A network's page."""
    words, notes = desk.words, desk.notes()
    members = desk.named(network, "labs.networks")
    sourced = notes(network.description_sources)
    story = Section("presentation", words("lab.story"), "text", (network.description,), sourced)
    return desk.page(
        network,
        notes,
        thing(network),
        description=excerpt(network.description),
        tally=desk.tally("count.labs", len(members)),
        rows=[Row(words("network.acronym"), texts([network.acronym]), sourced)],
        sections=[
            story,
            *_figures(desk, network, notes),
            desk.cards("labs", words("network.members"), members, words("network.members_note")),
            *_around(desk, network, notes),
        ],
        updated=latest([network, *members]),
    )


def _figures(desk: Desk, network: Network, notes: Notes) -> list[Section]:
    words = desk.words
    counts = notes.counts(network.counts)
    apart = words("network.counts_note")
    return [
        Section("nombres", words("network.counts"), "counts", counts, intro=apart),
        Section("equipes", words("network.staff"), "facts", notes.statements(network.staff)),
        Section("activite", words("network.activity"), "facts", notes.statements(network.activity)),
    ]


def _around(desk: Desk, network: Network, notes: Notes) -> list[Section]:
    words = desk.words
    near = notes.statements(network.regional_communities)
    wider = notes.counts(network.wider_community)
    apart = words("network.counts_note")
    return [
        Section("voisins", words("network.regional_communities"), "facts", near),
        Section("communaute", words("network.wider_community"), "counts", wider, intro=apart),
        disagreement.section(desk, network, notes),
        desk.reading(network),
    ]


def card(desk: Desk, network: Network) -> Card:
    """A network in a list."""
    members = len(desk.directory.naming(network, "labs.networks"))
    return Card(
        "network",
        internal(path_of(network)),
        network.name,
        over=network.acronym or "",
        text=excerpt(network.description),
        sign=desk.words.count("count.labs", members),
    )


def thing(network: Network) -> Thing:
    """A network as schema.org says it."""
    return known(
        {
            "@type": "Organization",
            "name": network.name,
            "alternateName": network.acronym,
            "description": network.description,
        }
    )


KIND: Final = Kind(page=page, card=card)
