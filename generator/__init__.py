"""From YAML to a directory that people can search and trust.

The rooms in the order in which data goes through them, and in each its files in reading order. A
file imports only from those above it in its own room, and from the rooms above.

    language
        french        French: dates, numbers, order, spaces
        analysis      French text as search compares it
    reading
        problem       a place, a fact, a way out: what an editor is told
        reader        bytes to values with their positions, within limits
        files         the files of a data or content folder, as bytes
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
    drawings
        images        the image that others show beside a link, as a PNG
    pages
        glossary      abbreviations, told in full at their first use
        paging        lists too long for one page: where they are cut
        views         the parts that pages are made of
        map           the map of the country, and the outline of each region
        lists         the page that lists a table
        frame         one rendered page, cut at its slots and joined for each record
        pages         every page as (path, text), and what fills the slots of prose
    kinds
        upkeep        what is not known: what is stale, thin or missing
        linked        records as schema.org says them
        profiles      the page and the card of every kind of record
    search
        facets        the filters of labs: their values, and what each lab has
        index         what the browser searches
    exports
        files         the data for others: JSON, CSV, site map
    site              written once, links checked, swapped in
    hook              the only one that knows MkDocs
    __main__          the commands

Only reading/files, site, hook, the writer of schemas in __main__ and the tests touch files; only
hook asks the environment which day it is, and nobody asks the clock.
"""
