"""From YAML to a directory that people can search and trust.

The rooms in the order in which data goes through them, and in each its files in reading order. A
file imports only from those above it in its own room, and from the rooms above.

    language
        folding       texts as they are compared: no accents, no signs
        analysis      French text as search compares it
        language      what pages ask of a language, whichever it is
        french        French: dates, numbers, order, spaces
    reading
        sentences     what editors can be told, as sentences.fr.yaml has it
        problem       a place, a fact, a way out: what an editor is told
        reader        bytes to values with their positions, within limits
        files         the files of a project, as bytes
        told          problems as text, as JSON, on the lines of a pull request
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
        project       data and prose, read and checked together
        settings      what the host's file says of one copy of the site
        supplies      the words, and what tools made: whole, or told
    drawings
        atlas         where regions and communes are on a drawing
        images        the image that others show beside a link, as a PNG
    pages
        parts         the parts that pages are made of
        scripts       the words that pages hand over to scripts
        templates     our templates: escaped, nothing undefined, spaces of print
        glossary      abbreviations, told in full at their first use
        repository    where the data is edited, and the forms that report on it
        things        what machines read of any page, by schema.org
        notes         the sources of a page, numbered, and the facts that cite them
        paging        lists too long for one page: where they are cut
        weights       how much a word weighs in search, by where it stands
        desk          records in order, their links, the site; what each kind gives to them
        footer        where the foot of every page leads
        lists         the page that lists a table
        map           the map of the country, and the outline of each region
        slots         what fills the slots of prose that know no kind of record
        prose         what becomes of prose once rendered: links to records, names of tables
        frame         one rendered page, cut at its slots and joined for each record
        draw          every page as (path, text)
    kinds
        brief         a record in a few words
        near          the labs and themes that are near a record
        upkeep        what is not known: what is stale, thin or missing
        disagreement  what sources say otherwise, in a list and beside a record
        source        a numbered note, without a page
        theme         the page and the card of a theme
        network       the page and the card of a network
        event         the page and the card of an event; the lists by year, and of what is to come
        organisation  the page and the card of an organisation
        territory     the page and the card of a territory, and the map of the country
        lab           the page and the card of a lab, what finds it, how it is chosen
        call          the page and the card of a call, and what is not known of its laureates
        gaps          what is not known, on the pages that ask for help
    search
        facets        the filters of labs: their values, and what each lab has
        index         what the browser searches
    exports
        csv           labs as a table for spreadsheets
        json          a file a table, a file a record
        files         all data for others, in one registry
        sitemap       every page that search engines may list, and when it changed
    site              written once, links checked, swapped in
    build             one build without a host: read, check, make, write
    serving           our code as it now is, for a server that stays open
    hook              the only one that knows MkDocs: its events, handed over to a build
    __main__          the commands

Only reading/files, site, build, serving, hook, __main__ and the tests touch files, the clock or the
environment; reading/sentences reads a file of this package. Only hook and the build command of
__main__ know MkDocs.
"""
