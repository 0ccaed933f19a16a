"""From YAML to a directory that people can search and trust.

Modules in reading order; each imports only from those above it.

    problem    a place, a fact, a way out: what an editor is told
    reader     bytes to values with their positions, within limits
    model      the records: the one definition of what may be written
    schema     what is made from the model: JSON Schemas for editors
    load       the files of a data or content folder, as bytes
    addresses  the addresses of the site, before anything is drawn
    directory  every record, linked both ways
    check      values to a directory; every mistake at once
    prose      the pages people write: front matter, slots, links to records
    content    the files of content/: the frame, what is published, the addresses taken
    project    data and prose, read and checked together
    words      French: dates, numbers, order, spaces
    glossary   abbreviations, told in full at their first use
    analysis   French text as search compares it
    images     the image that others show beside a link, as a PNG
    upkeep     what is not known: what is stale, thin or missing
    paging     lists too long for one page: where they are cut
    views      the parts that pages are made of
    linked     records as schema.org says them
    map        the map of France, and the outline of each region
    profiles   the page and the card of every kind of record
    facets     the filters of labs: their values, and what each lab has
    lists      the page that lists a table
    frame      one rendered page, cut at its slots and joined for each record
    pages      every page as (path, text), and what fills the slots of prose
    exports    the data for others: JSON, CSV, site map
    search     what the browser searches
    site       written once, links checked, swapped in
    hook       the only one that knows MkDocs
    __main__   the commands

Only load, site, hook, schema's writer in __main__ and the tests touch files; only hook asks the
environment which day it is, and nobody asks the clock.
"""
