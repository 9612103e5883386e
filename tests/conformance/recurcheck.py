#!/usr/bin/python3 -B
"""Recurrence through the server:  recurcheck.py URL USER PASSWORD [CASES.jsonl]

Each case of data/recurrence/cases.jsonl is PUT as an event and read with calendar-query + expand over the time its expected
instances span (a year longer when the case is complete). Passes when the DTSTARTs are exactly the expected ones. Floating times
are sent as UTC; zones are sent with a VTIMEZONE made of their real changes. Cases whose DTSTART the rule does not hit are left
out (RFC 5545 3.8.5.3 calls their set undefined), so are those of more than 400 instances. Last line `N passed, N failed`."""
import datetime as dt, json, os, random, string, sys
from zoneinfo import ZoneInfo
from davlib import Dav, Fail, Multi, XMLNS, values

here = os.path.dirname(os.path.abspath(__file__))
url, user, password = (sys.argv[1:4] + ["http://localhost:8080/dav/", "alice@example.test", "secret"][len(sys.argv[1:4]):])
path = sys.argv[4] if len(sys.argv) > 4 else os.path.join(here, "data/recurrence/cases.jsonl")
tag = "rc" + "".join(random.choice(string.ascii_lowercase) for _ in range(6))
UTC = dt.timezone.utc


def off(o):
    s = int(o.total_seconds())
    return "%s%02d%02d" % ("-" if s < 0 else "+", abs(s) // 3600, abs(s) // 60 % 60)


def vtimezone(name, first, last):
    z, out = ZoneInfo(name), ["BEGIN:VTIMEZONE", "TZID:" + name]
    t = dt.datetime(first.year - 1, 1, 1, tzinfo=UTC)
    end = dt.datetime(last.year + 2, 12, 31, tzinfo=UTC)
    o = t.astimezone(z).utcoffset()
    out += ["BEGIN:STANDARD", "DTSTART:19000101T000000", "TZOFFSETFROM:" + off(o), "TZOFFSETTO:" + off(o), "END:STANDARD"]
    while t < end:
        n = t + dt.timedelta(days=7)
        if n.astimezone(z).utcoffset() != t.astimezone(z).utcoffset():
            a, b = t, n
            while b - a > dt.timedelta(seconds=1):
                m = a + (b - a) / 2
                a, b = (m, b) if m.astimezone(z).utcoffset() == a.astimezone(z).utcoffset() else (a, m)
            b = b.replace(microsecond=0)
            f, to = t.astimezone(z).utcoffset(), n.astimezone(z).utcoffset()
            k = "DAYLIGHT" if n.astimezone(z).dst() else "STANDARD"
            out += ["BEGIN:" + k, "DTSTART:" + (b + f).strftime("%Y%m%dT%H%M%S"), "TZOFFSETFROM:" + off(f), "TZOFFSETTO:" + off(to), "END:" + k]
        t = n
    return out + ["END:VTIMEZONE"]


def main():
    d = Dav(url, user, password)
    i = d.props(url, "d:current-user-principal", "c:calendar-home-set")
    j = d.props(d.abs(i.href_of("d:current-user-principal") or url), "c:calendar-home-set")
    cal = d.abs(j.href_of("c:calendar-home-set") or i.href_of("c:calendar-home-set")).rstrip("/") + "/%s/" % tag
    if d.request("MKCALENDAR", cal).status not in (200, 201, 207):
        print("FAIL no calendar\n0 passed, 1 failed")
        return 1
    ok = bad = 0
    for c in map(json.loads, open(path)):
        day = "T" not in c["dtstart"]
        if not c["expected"] or len(c["expected"]) > 400 or (c["dtstart"] not in c["expected"] and c["dtstart"] not in c["exdate"]):
            continue
        p = lambda s: dt.datetime.fromisoformat(s)
        if day:
            f = lambda s: ";VALUE=DATE:" + s.replace("-", "")
            want = [s.replace("-", "") for s in c["expected"]]
            lo, hi = p(c["expected"][0]), p(c["expected"][-1]) + dt.timedelta(hours=12)
        elif c["tz"]:
            f = lambda s: ";TZID=%s:%s" % (c["tz"], s.replace("-", "").replace(":", ""))
            u = [dt.datetime.strptime(s, "%Y-%m-%dT%H:%M:%SZ") for s in c["expected_utc"]]
            want = [x.strftime("%Y%m%dT%H%M%SZ") for x in u]
            lo, hi = u[0], u[-1]
        else:
            f = lambda s: ":" + s.replace("-", "").replace(":", "") + "Z"
            want = [s.replace("-", "").replace(":", "") + "Z" for s in c["expected"]]
            lo, hi = p(c["expected"][0]), p(c["expected"][-1])
        rule = c["rrule"]
        if not day and not c["tz"] and "UNTIL=" in rule:                # floating UNTIL of a floating rule, sent as UTC
            rule = ";".join(x if not x.startswith("UNTIL=") else x.rstrip("Z") + ("Z" if "T" in x else "T000000Z") for x in rule.split(";"))
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//recurcheck//EN"] + (vtimezone(c["tz"], lo, hi) if c["tz"] and not day else [])
        lines += ["BEGIN:VEVENT", "UID:%s-%s" % (c["id"], tag), "DTSTAMP:20260101T000000Z", "DTSTART" + f(c["dtstart"]), "DURATION:" + ("P1D" if day else "PT1S"), "RRULE:" + rule, "SUMMARY:x"]
        lines += ["EXDATE" + f(x) for x in c["exdate"]] + ["RDATE" + f(x) for x in c["rdate"]] + ["END:VEVENT", "END:VCALENDAR", ""]
        why = ""
        try:
            r = d.put(cal + "r.ics", "\r\n".join(lines))
            if r.status not in (200, 201, 204):
                raise Fail("PUT gave %d %s" % (r.status, " ".join(r.text.split())[-80:]))
            end = hi + (dt.timedelta(days=366) if c["complete"] else dt.timedelta(seconds=1))
            rng = 'start="%s" end="%s"' % ((lo - dt.timedelta(days=1)).strftime("%Y%m%dT%H%M%SZ"), end.strftime("%Y%m%dT%H%M%SZ"))
            m = Multi(d.report(cal, '<c:calendar-query><d:prop><c:calendar-data><c:expand %s/></c:calendar-data></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range %s/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>' % (rng, rng)))
            t = next((x.text("c:calendar-data") or "" for x in m.values()), "")
            got = sorted(values(t, "DTSTART"))
            if got != sorted(want):
                miss, more = [x for x in want if x not in got], [x for x in got if x not in want]
                why = "missing %s, too many %s" % (miss[:3], more[:3])
        except Fail as e:
            why = str(e)
        d.delete(cal + "r.ics")
        ok, bad = ok + (not why), bad + bool(why)
        if why:
            print("FAIL %s %s: %s" % (c["id"], c["rrule"], why), flush=True)
    d.delete(cal)
    print("%d passed, %d failed" % (ok, bad))
    return 1 if bad else 0


sys.exit(main())
