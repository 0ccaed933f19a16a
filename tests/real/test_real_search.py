"""Search on the real site: what must hold whatever editors add. Quality is a figure: measure.py."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from built import real_site
from search import judged
from search.measure import Report, Site, figures, measure, missed

from generator.checking.directory import Directory


def test_each_lab_is_found_first_by_its_name(real: Directory) -> None:
    rules = judged.Rules(real)
    names = sorted({lab.name for lab in real.table("labs").values()})
    queries = [
        judged.Query(name, "exact", "real", rules.grades({"called": name})) for name in names
    ]

    def measured() -> Report:
        return measure(Site(real_site(), queries), every=len(queries))

    with ThreadPoolExecutor(1) as thread:  # the browser tests keep their browser open in this one
        report = thread.submit(measured).result()
    assert figures(report.asked).first == 1, "\n".join(missed(report.asked))


def test_every_real_query_is_judged_or_passed_over(real: Directory) -> None:
    answered, passed = judged.read(real)
    print(f"{len(passed)} queries passed over, no record answers: {[one.text for one in passed]}")
    assert answered
