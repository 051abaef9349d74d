#!/usr/bin/env python3
"""Writes windows.txt: when office hours take place, said by somebody else than us.

Dates come from python-dateutil, asked without zones; instants from Python's zoneinfo with fold=0,
which shifts a gap forward and takes the first of a fold (RFC 5545, section 3.3.5). Run once for a
release of the zone database, with the packages that the table's head names:

    python3 -m venv venv
    venv/bin/pip install python-dateutil==2.9.0.post0 tzdata==2026.6
    PYTHONTZPATH="" venv/bin/python tests/oracle/windows.py > tests/oracle/windows.txt

A case is two lines: the rule, and its windows as `gap/length*count`, in minutes: how long after the
start of the one before (the first: after 1970) and how long. So a week is 10080, and every change
of the clocks shows.
"""

import importlib.metadata
import os
import random
from datetime import date, datetime, time, timedelta, timezone
from itertools import groupby
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, MO, TU, WE, TH, FR, SA, SU, rrule

FROM, TO = date(2024, 1, 1), date(2034, 1, 1)
DAYS = dict(monday=MO, tuesday=TU, wednesday=WE, thursday=TH, friday=FR, saturday=SA, sunday=SU)
NTH = dict(first=1, second=2, third=3, fourth=4, last=-1)
ZONES = [
    # Gaps and folds at different hours, of an hour, of half an hour, at midnight; and none.
    "Africa/Cairo", "America/New_York", "America/Los_Angeles", "America/Santiago", "Asia/Beirut",
    "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/Berlin",
    "Europe/London", "Pacific/Chatham", "UTC",
    # Rules that changed in 2026.
    "Africa/Casablanca", "America/Edmonton", "America/Havana", "America/Inuvik",
    "America/Vancouver", "America/Winnipeg",
]


def rules(zone):
    """Rules that touch midnight and the small hours, that skip weeks, and some at random."""
    every = list(DAYS)
    yield dict(weekdays=["monday"], times="15:00-17:00")
    yield dict(weekdays=every, times="00:00-01:00")
    yield dict(weekdays=every, times="01:30-03:30")
    yield dict(weekdays=["sunday"], times="02:15-02:45")
    yield dict(weekdays=["friday"], times="09:30-11:00", weeks=2, starts=date(2024, 1, 5))
    yield dict(weekdays=["tuesday"], times="10:00-12:00", monthly="second")
    yield dict(weekdays=["sunday"], times="00:30-04:00", monthly="last")
    # Past midnight: of the day on which they begin.
    yield dict(weekdays=every, times="23:00-01:30")
    yield dict(weekdays=["saturday"], times="21:30-02:30")
    yield dict(weekdays=["thursday", "sunday"], times="22:00-00:00", monthly="last")
    chance = random.Random(zone)
    for _ in range(3):
        start = chance.randrange(0, 22 * 12)
        end = min(start + chance.randrange(3, 37), 24 * 12 - 1)
        clock = lambda at: f"{at // 12:02}:{at % 12 * 5:02}"
        rule = dict(
            weekdays=sorted(chance.sample(every, chance.choice([1, 1, 2])), key=every.index),
            times=f"{clock(start)}-{clock(end)}",
        )
        if chance.random() < 0.3:
            rule["monthly"] = chance.choice(list(NTH))
        else:
            rule["weeks"] = chance.randrange(2, 9)
            rule["starts"] = FROM + timedelta(days=chance.randrange(900))
        if chance.random() < 0.5:
            rule["until"] = date(2029, 1, 1) + timedelta(days=chance.randrange(1800))
        rule["except"] = sorted(FROM + timedelta(days=chance.randrange(3650)) for _ in range(40))
        yield rule


def dates(rule):
    """The civil dates of a rule. Weeks are counted from the Monday of the week of its start."""
    first = rule.get("starts", FROM)
    last = min(rule.get("until", date.max), TO - timedelta(days=1))
    weekdays = [DAYS[day] for day in rule["weekdays"]]
    if "monthly" in rule:
        by = [day(NTH[rule["monthly"]]) for day in weekdays]
        found = rrule(MONTHLY, dtstart=datetime.combine(FROM, time()), byweekday=by, until=TO)
    else:
        monday = first - timedelta(days=first.weekday())
        found = rrule(WEEKLY, dtstart=datetime.combine(monday, time()), byweekday=weekdays,
                      interval=rule.get("weeks", 1), wkst=MO, until=TO)
    for at in found:
        if max(first, FROM) <= at.date() <= last and at.date() not in rule.get("except", []):
            yield at.date()


def windows(zone, rule):
    """First and last minute, counted from 1970 in UTC."""
    minutes = lambda day, clock: int(
        datetime.combine(day, clock, ZoneInfo(zone)).astimezone(timezone.utc).timestamp()) // 60
    begin, end = map(time.fromisoformat, rule["times"].split("-"))
    on = timedelta(days=1 if end <= begin else 0)
    found = [(minutes(day, begin), minutes(day + on, end)) for day in dates(rule)]
    # Two neighbouring days never give the same window; one that the clocks swallow is none.
    return [(start, stop) for start, stop in found if start < stop]


def written(rule):
    words = [",".join(rule["weekdays"]), rule["times"]]
    for key in ["weeks", "monthly", "starts", "until"]:
        if key in rule:
            words.append(f"{key}={rule[key]}")
    return " ".join(words + [f"except={day}" for day in rule.get("except", []) if day in used(rule)])


def used(rule):
    """The days that the rule would fall on without its exceptions: only those are worth a word."""
    return set(dates({**rule, "except": []}))


def main():
    assert os.environ.get("PYTHONTZPATH") == "", "the zones of this machine are not to be used"
    from tzdata import IANA_VERSION
    version = importlib.metadata.version
    print(f"# Made by tests/oracle/windows.py: python-dateutil {version('python-dateutil')}, "
          f"tzdata {version('tzdata')}")
    print(f"iana {IANA_VERSION}")
    print(f"days {FROM} {TO}")
    for zone in ZONES:
        for rule in rules(zone):
            print(f"rule {zone} {written(rule)}")
            last, steps = 0, []
            for start, stop in windows(zone, rule):
                steps.append(f"{start - last}/{stop - start}")
                last = start
            runs = [(step, len(list(same))) for step, same in groupby(steps)]
            print(" ".join(step if count == 1 else f"{step}*{count}" for step, count in runs))


main()
