#!/usr/bin/python3 -B
"""Stores every file of data/ical and data/vcard at a server and reads it back:  samples.py URL USER PASSWORD [FOLDER]

A file passes when
  accepted (2xx): GET gives the same bytes (of a file with other line ends than CRLF: the same lines), and calendar-multiget /
           addressbook-multiget the same lines;
  refused: with 4xx (never 5xx or a broken connection), and only a file that is no single calendar object or card (several UIDs
           or kinds, METHOD, no UID, unbalanced BEGIN/END, vCard 2.1) or that the manifest calls questionable.
Objects are removed again one by one. Standard library only; last line `N passed, N failed`."""
import json, os, random, re, string, sys, urllib.parse as up
from davlib import Dav, Fail, Multi, XMLNS, esc, unfold

here = os.path.dirname(os.path.abspath(__file__))
url, user, password = (sys.argv[1:4] + ["http://localhost:8080/dav/", "alice@example.test", "secret"][len(sys.argv[1:4]):])
folder = sys.argv[4] if len(sys.argv) > 4 else os.path.join(here, "data")
tag = "sm" + "".join(random.choice(string.ascii_lowercase) for _ in range(6))


def single(t, card):
    """Why this is not one calendar object or one card; '' when it is."""
    s = [l.strip() for l in unfold(t)]
    stack, tops, kinds, uids, recs = [], 0, set(), set(), []
    uid = None
    for l in s:
        m = re.match(r"(BEGIN|END)\s*:\s*(.+)$", l, re.I)
        if m and m.group(1).upper() == "BEGIN":
            stack.append(m.group(2).strip().upper())
            tops += len(stack) == 1
            if len(stack) == 2 and not card and stack[1] != "VTIMEZONE":
                kinds.add(stack[1])
                uid = None
        elif m:
            if not stack or stack.pop() != m.group(2).strip().upper():
                return "unbalanced"
            if len(stack) == 1 and not card and m.group(2).strip().upper() != "VTIMEZONE":
                if not uid:
                    return "no UID"
        elif re.match(r"UID[;:]", l, re.I) and len(stack) == (1 if card else 2) and (card or stack[1] != "VTIMEZONE"):
            uid = l.split(":", 1)[1]
            uids.add(uid)
        elif re.match(r"METHOD[;:]", l, re.I) and len(stack) == 1:
            return "METHOD"
        elif not stack and l:
            return "text outside"
    if stack or tops != 1:
        return "unbalanced" if stack else "%d objects" % tops
    if card:
        has = lambda n: any(re.match(r"(?:[\w-]+\.)?%s[;:]" % n, l, re.I) for l in s)
        v3 = any(re.match(r"VERSION:(3.0|2.1)", l, re.I) for l in s)
        return "vCard 2.1" if any(re.match(r"VERSION:2.1", l, re.I) for l in s) else "" if len(uids) == 1 and has("FN") and has("VERSION") and (has("N") or not v3) else "no UID, FN, VERSION or N"
    if len(kinds) != 1 or not kinds <= {"VEVENT", "VTODO", "VJOURNAL"}:
        return "kinds %s" % ",".join(sorted(kinds))
    if not any(re.match(r"VERSION:2.0", l) for l in s) or not any(re.match(r"PRODID[;:]", l) for l in s):
        return "no VERSION or PRODID"
    if "VEVENT" in kinds and not any(re.match(r"DTSTART[;:]", l) for l in s):
        return "no DTSTART"
    return "" if len(uids) == 1 else "%d UIDs" % len(uids)


def norm(s):
    return s.replace("\r\n", "\n").replace("\r", "\n").strip()


def main():
    d = Dav(url, user, password)
    i = d.props(url, "d:current-user-principal", "c:calendar-home-set", "a:addressbook-home-set")
    p = d.abs(i.href_of("d:current-user-principal") or url)
    j = d.props(p, "c:calendar-home-set", "a:addressbook-home-set")
    cal = d.abs(j.href_of("c:calendar-home-set") or i.href_of("c:calendar-home-set")).rstrip("/") + "/%s/" % tag
    book = d.abs(j.href_of("a:addressbook-home-set") or i.href_of("a:addressbook-home-set")).rstrip("/") + "/%s-b/" % tag
    a = d.request("MKCALENDAR", cal)
    b = d.request("MKCOL", book, "<d:mkcol %s><d:set><d:prop><d:resourcetype><d:collection/><a:addressbook/></d:resourcetype></d:prop></d:set></d:mkcol>" % XMLNS)
    if a.status not in (200, 201, 207) or b.status not in (200, 201, 207):
        print("FAIL no collections: MKCALENDAR %d, MKCOL %d\n0 passed, 1 failed" % (a.status, b.status))
        return 1
    known = {}
    m = os.path.join(folder, "manifest.jsonl")
    if os.path.exists(m):
        known = {e["file"]: e for e in map(json.loads, open(m))}
    ok = bad = stored = 0
    for kind in ("ical", "vcard"):
        card = kind == "vcard"
        base = book if card else cal
        ext = ".vcf" if card else ".ics"
        for n in sorted(os.listdir(os.path.join(folder, kind))):
            if not n.endswith(ext):
                continue
            t = open(os.path.join(folder, kind, n), "rb").read()
            u = base + "s" + ext
            r = d.put(u, t, "text/vcard; charset=utf-8" if card else "text/calendar; charset=utf-8")
            text = t.decode("utf-8", "replace")
            clean = b"\n" not in t.replace(b"\r\n", b"") and b"\r" not in t.replace(b"\r\n", b"")
            why, excuse = "", single(text, card) or ("questionable" if known.get(kind + "/" + n, {}).get("expect") == "questionable" else "")
            if r.status in (200, 201, 204):
                stored += 1
                g = d.get(u)
                if g.status != 200:
                    why = "stored, then GET gave %d" % g.status
                elif g.body != t and (clean or norm(g.text) != norm(text)):
                    lost = [l for l in unfold(text) if l not in unfold(g.text)]
                    why = "bytes differ: %s" % (" | ".join(lost)[:90] or "order, folding or line ends")
                else:
                    q = "a:addressbook-multiget" if card else "c:calendar-multiget"
                    q2 = "a:address-data" if card else "c:calendar-data"
                    try:
                        x = Multi(d.report(base, "<%s><d:prop><%s/></d:prop><d:href>%s</d:href></%s>" % (q, q2, esc(up.urlsplit(u).path), q)))
                        v = next(iter(x.values())).text(q2) or ""
                        if norm(v) != norm(text):
                            why = "multiget's text differs"
                    except (Fail, StopIteration) as e:
                        why = "multiget: %s" % e
            elif not 400 <= r.status < 500:
                why = "PUT gave %d" % r.status
            elif not excuse:
                why = "refused with %d: %s" % (r.status, " ".join(re.sub("<[^>]*>", " ", r.text).split())[:70])
            d.delete(u)
            ok, bad = ok + (not why), bad + bool(why)
            print("%s %s/%s%s" % ("FAIL" if why else "PASS", kind, n, ": " + why if why else (": refused, " + excuse if r.status >= 400 else "")), flush=True)
    d.delete(cal)
    d.delete(book)
    print("stored %d" % stored)
    print("%d passed, %d failed" % (ok, bad))
    return 1 if bad else 0


sys.exit(main())
