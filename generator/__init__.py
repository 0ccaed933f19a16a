"""From YAML to a directory that people can search and trust.

The rooms in the order in which data goes through them, and in each its files in reading order. A
file imports only from those above it in its own room, and from the rooms above.

    language
        folding       texts as they are compared
        analysis      French text as search compares it
        language      a language as one object: what pages ask of it
        french        French: dates, numbers, order, spaces
    reading
        sentences     all that can be said to an editor, from sentences.fr.yaml
        problem       a place, a fact, a way out: what an editor is told
        told          problems for a terminal, for programs, for a pull request
        reader        bytes to values with their positions, within limits
        files         the files of a project, as bytes
    records
        fields        what may be written in a field: texts, dates, addresses, lists, ids
        parts         what records are made of, what every record has, what their rules are
        source        a page or a document that establishes facts
        theme         what labs work on, or how
        territory     a region or a country, its départements
        lab           what a lab is, what it must tell, what is known of it
        event         what happened, and the order of dates
        call          a call, and how many laureates it may have
        organisation  who carries, funds or hosts labs
        network       several labs together
        disagreement  what sources tell otherwise
        identity      what makes this directory this one
        tables        every table once: address, name of one, weight, place in the menu
        tree          what is known of the fields of a kind of record
        schema        JSON Schemas for editors, made from the records
    checking
        wording       what pydantic refuses, in our words
        entry         bytes to entries: each record by itself, with the place of its values
        directory     every record, linked both ways
        between       ids that are taken, references to nothing, ways round
        check         entries to a directory; every mistake at once
        prose         the pages people write: front matter, slots, links to records
        content       the files of content/: the frame, what is published, addresses taken
        settings      what the host's file says of one copy of the site
        supplies      words, outlines, letters: what maintainers and tools write
        project       data and prose, read and checked together
    drawings
        atlas         where regions and communes are on a drawing
        images        the image that others show beside a link, as a PNG
    pages
        parts         the parts that pages are made of
        kind          what a kind of record gives: its page, its card, its words to find
        notes         the sources of a page, numbered as they are first cited
        repository    where the data is edited, and the forms that report on it
        scripts       the words that scripts say
        templates     our templates' environment
        glossary      abbreviations, told in full at their first use
        things        what machines read of any page, by schema.org
        desk          records in order, links to them, and what the site is
        paging        lists too long for one page: where they are cut
        lists         the page that lists a table
        map           the map of the country, and the outline of each region
        footer        the foot of every page
        slots         what fills the slots of prose, but for those that know a kind
        prose         what becomes of prose once the host has rendered it
        frame         one rendered page, cut at its slots and joined for each record
        draw          every page as (path, text)
    kinds
        upkeep        what is not known: what is stale, thin or missing
        brief         a record in a few words
        near          what is near a record
        disagreement  from here on, what is read of each kind: page, card, words to find
        source
        event
        territory
        theme
        lab
        call
        network
        organisation
        gaps          what is not known, on the pages that ask for help
    search
        facets        the filters of labs: their values, and what each lab has
        index         what the browser searches
    exports
        json          records as versioned JSON
        csv           labs as a table for spreadsheets
        sitemap       every page that search engines may list
        files         the data for others, in one registry
    site              written once, links checked, swapped in
    build             one build, without a host: read, check, make, write
    serving           what a server that stays open needs
    hook              the only one that knows MkDocs
    __main__          the commands

Only reading/files, reading/sentences, site, build, serving, hook, the writer of schemas in __main__
and the tests touch files; only build asks the environment which day it is, and nobody asks the
clock.
"""
