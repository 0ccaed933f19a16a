"""From YAML to a directory that people can search and trust.

Rooms and their files in reading order; each imports only from those above it.

    language/french       French: dates, numbers, order, spaces
    language/analysis     French text as search compares it
    reading/problem       a place, a fact, a way out: what an editor is told
    reading/reader        bytes to values with their positions, within limits
    records/model         the records: the one definition of what may be written
    records/addresses     the addresses of the site, before anything is drawn
    records/tree          what is known of the fields of a kind of record
    records/schema        JSON Schemas for editors, made from the model
    reading/files         the files of a data or content folder, as bytes
    checking/directory    every record, linked both ways
    checking/check        values to a directory; every mistake at once
    checking/prose        the pages people write: front matter, slots, links to records
    checking/content      the files of content/: the frame, what is published, the addresses taken
    checking/settings     what mkdocs.yml says of one copy of the site
    checking/supplies     words, outlines, letters: what maintainers and tools write
    checking/project      data and prose, read and checked together
    drawings/images       the image that others show beside a link, as a PNG
    pages/glossary        abbreviations, told in full at their first use
    kinds/upkeep          what is not known: what is stale, thin or missing
    pages/paging          lists too long for one page: where they are cut
    pages/views           the parts that pages are made of
    kinds/linked          records as schema.org says them
    pages/map             the map of the country, and the outline of each region
    kinds/profiles        the page and the card of every kind of record
    search/facets         the filters of labs: their values, and what each lab has
    pages/lists           the page that lists a table
    pages/frame           one rendered page, cut at its slots and joined for each record
    pages/pages           every page as (path, text), and what fills the slots of prose
    exports/files         the data for others: JSON, CSV, site map
    search/index          what the browser searches
    site                  written once, links checked, swapped in
    hook                  the only one that knows MkDocs
    __main__              the commands

Only reading/files, site, hook, the writer of schemas in __main__ and the tests touch files; only
hook asks the environment which day it is, and nobody asks the clock.
"""
