#!/usr/bin/python3 -B
"""Named checks of what the CalDAV/CardDAV RFCs ask of a server; standard library only.

  davcheck.py URL --user alice --password secret [--user2 bob --password2 secret] [--only WORD] [--list] [--json FILE] [-v]

URL is where a client would be pointed at (context path, principal or home). Works in collections of its own, which it
deletes at the end. Prints PASS/FAIL name: why, last line `N passed, N failed`; exit status 1 when one failed. --single: a server
without accounts (checks of rights are failed as such). Each check names the RFC section that it holds the server to.
"""
import argparse, json, random, re, string, sys, time, traceback, urllib.parse as up
import xml.etree.ElementTree as ET
from davlib import Dav, Fail, Item, Multi, XMLNS, esc, q, unfold, values

CHECKS = []


def check(name, rfc, two=False):
    def add(f):
        CHECKS.append((name, rfc, two, f))
        return f
    return add


def need(cond, why):
    if not cond:
        raise Fail(why)


def status(r, *wanted):
    need(r.status in wanted, "expected %s, got %d%s" % (" or ".join(map(str, wanted)), r.status, " " + " ".join(r.text.split())[:90] if r.status >= 400 or r.status == 0 else ""))
    return r


def refused(r, condition, *codes):
    """A failed precondition: 403 or 409 (or one of codes) with the named element in the body."""
    status(r, 403, 409, *codes)
    need(r.has(condition), "%d without <%s/> in the body: %s" % (r.status, condition, " ".join(r.text.split())[:80] or "(empty)"))
    return r


def invalid(r):
    """A calendar object that is none: 403/409 with valid-calendar-data or valid-calendar-object-resource (servers draw that line differently)."""
    status(r, 403, 409)
    need(r.has("c:valid-calendar-object-resource") or r.has("c:valid-calendar-data"), "%d without valid-calendar-data or valid-calendar-object-resource" % r.status)
    return r


def gone(r):
    """404, or 207 whose only response is a 404."""
    if r.status == 207:
        m = Multi(r)
        need(m and all(i.status == 404 for i in m.values()), "expected 404, got 207")
    else:
        status(r, 404, 410)


def denied(r):
    return 300 <= r.status < 500


# ---------------------------------------------------------------- objects
PARIS = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""


def ics(*parts):
    """A VCALENDAR of these components (newlines become CRLF)."""
    return ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//davcheck//EN\n" + "\n".join(p.strip("\n") for p in parts) + "\nEND:VCALENDAR\n").replace("\r\n", "\n").replace("\n", "\r\n")


def comp(kind, uid, body):
    return "BEGIN:%s\nUID:%s\nDTSTAMP:20260101T000000Z\n%s\nEND:%s" % (kind, uid, body.strip("\n"), kind)


PLAIN = "DTSTART:20270310T090000Z\nDTEND:20270310T100000Z\nSUMMARY:%s"


def event(uid, body=PLAIN % "Plain"):
    return ics(comp("VEVENT", uid, body))


def vcard(uid, fn="Ann Smith", more="", version="3.0"):
    n = fn.split(" ")
    return ("BEGIN:VCARD\nVERSION:%s\nPRODID:-//davcheck//EN\nUID:%s\nFN:%s\nN:%s;%s;;;\n%sEND:VCARD\n" % (version, uid, fn, n[-1], n[0], more.strip("\n") + "\n" if more else "")).replace("\n", "\r\n")


class Env:
    """The server as discovered, and collections made for this run."""

    def __init__(self, a):
        self.a, self.dav = a, Dav(a.url, a.user, a.password)
        self.tag = "dc" + "".join(random.choice(string.ascii_lowercase + string.digits) for _ in range(6))
        self.made, self.memo, self.n = [], {}, 0
        self.single = a.single
        p = self.dav.props(a.url, "d:current-user-principal", "c:calendar-home-set", "a:addressbook-home-set")
        self.principal = self.dav.abs(p.href_of("d:current-user-principal") or a.url)
        self.me = self.dav.props(self.principal, "c:calendar-home-set", "a:addressbook-home-set", "c:calendar-user-address-set", "c:schedule-inbox-URL", "c:schedule-outbox-URL", "d:displayname", "d:principal-URL", "d:resourcetype", "d:principal-collection-set")
        self.calhome = self.dav.abs(self.me.href_of("c:calendar-home-set") or p.href_of("c:calendar-home-set") or a.url).rstrip("/") + "/"
        self.bookhome = self.dav.abs(self.me.href_of("a:addressbook-home-set") or p.href_of("a:addressbook-home-set") or a.url).rstrip("/") + "/"
        self.dav2 = Dav(a.url, a.user2, a.password2) if a.user2 else None

    def uid(self):
        self.n += 1
        return "%s-%d@davcheck.test" % (self.tag, self.n)

    def once(self, key, make):
        if key not in self.memo:
            try:
                self.memo[key] = make()
            except Fail as e:
                self.memo[key] = e
        v = self.memo[key]
        if isinstance(v, Fail):
            raise Fail(str(v))
        return v

    def new_cal(self, name, props=""):
        url = self.calhome + "%s-%s/" % (self.tag, name)
        self.made.append(url)
        body = "<c:mkcalendar %s><d:set><d:prop>%s</d:prop></d:set></c:mkcalendar>" % (XMLNS, props or "<d:displayname>%s</d:displayname>" % name)
        r = self.dav.request("MKCALENDAR", url, body)
        need(r.status in (201, 200, 207), "could not make a calendar: MKCALENDAR gave %d %s" % (r.status, " ".join(r.text.split())[:80]))
        return url

    def new_book(self, name):
        url = self.bookhome + "%s-%s/" % (self.tag, name)
        self.made.append(url)
        body = "<d:mkcol %s><d:set><d:prop><d:resourcetype><d:collection/><a:addressbook/></d:resourcetype><d:displayname>%s</d:displayname></d:prop></d:set></d:mkcol>" % (XMLNS, name)
        r = self.dav.request("MKCOL", url, body)
        need(r.status in (201, 200, 207), "could not make an address book: extended MKCOL gave %d %s" % (r.status, " ".join(r.text.split())[:80]))
        return url

    def cal(self, name="main"):
        return self.once("cal" + name, lambda: self.new_cal(name))

    def book(self, name="book"):
        return self.once("book" + name, lambda: self.new_book(name))

    def put(self, url, text, kind="text/calendar; charset=utf-8"):
        return status(self.dav.put(url, text, kind), 201, 204, 200)

    def etag(self, url):
        r = self.dav.props(url, "d:getetag")
        need(r.text("d:getetag"), "no DAV:getetag of %s" % url)
        return r.text("d:getetag").strip()

    # fixtures for filters: name -> object
    def qcal(self):
        return self.once("qcal", self._qcal)

    def _qcal(self):
        c = self.new_cal("query")
        u = self.uid
        wk, tz, iv, po = u(), u(), u(), u()
        weekly = ics(comp("VEVENT", wk, "DTSTART:20270104T080000Z\nDTEND:20270104T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO\nEXDATE:20270308T080000Z\nSUMMARY:Weekly"),
                     comp("VEVENT", wk, "RECURRENCE-ID:20270315T080000Z\nDTSTART:20270317T120000Z\nDTEND:20270317T130000Z\nSUMMARY:Weekly moved"))
        obj = {
            "simple": event(u(), "DTSTART:20270310T090000Z\nDTEND:20270310T100000Z\nSUMMARY:Budget review\nLOCATION:Room One\nCATEGORIES:WORK,MONEY\nCLASS:PRIVATE"),
            "before": event(u(), "DTSTART:20270310T080000Z\nDTEND:20270310T090000Z\nSUMMARY:before"),
            "after": event(u(), "DTSTART:20270310T100000Z\nDTEND:20270310T110000Z\nSUMMARY:after"),
            "allday": event(u(), "DTSTART;VALUE=DATE:20270320\nDTEND;VALUE=DATE:20270321\nSUMMARY:all day"),
            "duration": event(u(), "DTSTART:20270310T083000Z\nDURATION:PT45M\nSUMMARY:duration"),
            "weekly": weekly,
            "count": event(u(), "DTSTART:20270601T100000Z\nDTEND:20270601T103000Z\nRRULE:FREQ=DAILY;COUNT=5\nSUMMARY:five days"),
            "rdate": event(u(), "DTSTART:20270701T100000Z\nDTEND:20270701T103000Z\nRDATE:20270711T100000Z,20270721T100000Z\nSUMMARY:rdates"),
            "paris": ics(PARIS, comp("VEVENT", tz, "DTSTART;TZID=Europe/Paris:20270321T090000\nDTEND;TZID=Europe/Paris:20270321T093000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Sunday")),
            "alarm": event(u(), "DTSTART:20270412T100000Z\nDTEND:20270412T110000Z\nSUMMARY:alarmed\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER:-PT15M\nEND:VALARM"),
            "accents": event(u(), "DTSTART:20270501T100000Z\nDTEND:20270501T110000Z\nSUMMARY:Réunion au Café Öl\nDESCRIPTION:a long line that has to be folded by the sender because it has more \n than seventy-five octets needle-in-the-fo\n ld"),
            "invite": event(iv, "DTSTART:20270502T100000Z\nDTEND:20270502T110000Z\nSUMMARY:invite\nORGANIZER;SCHEDULE-AGENT=CLIENT:mailto:boss@elsewhere.test\nATTENDEE;SCHEDULE-AGENT=CLIENT;PARTSTAT=NEEDS-ACTION;CN=Zoe:mailto:zoe@elsewhere.test\nATTENDEE;SCHEDULE-AGENT=CLIENT;PARTSTAT=ACCEPTED;CN=Yan:mailto:yan@elsewhere.test"),
            "todo-due": ics(comp("VTODO", u(), "DUE:20270311T120000Z\nSUMMARY:due todo")),
            "todo-open": ics(comp("VTODO", u(), "SUMMARY:open todo")),
            "todo-done": ics(comp("VTODO", u(), "DTSTART:20270211T120000Z\nDUE:20270212T120000Z\nCOMPLETED:20270212T110000Z\nSTATUS:COMPLETED\nPERCENT-COMPLETE:100\nSUMMARY:done todo")),
        }
        self.qobj = obj
        for n, text in obj.items():
            r = self.dav.put(c + n + ".ics", text)
            self.memo["qput" + n] = r.status
            if n in ("simple", "weekly"):
                need(r.status in (200, 201, 204), "fixture %s not stored: PUT gave %d" % (n, r.status))
        return c

    def query(self, comp_filter, data="<d:getetag/>"):
        c = self.qcal()
        r = self.dav.report(c, "<c:calendar-query><d:prop>%s</d:prop><c:filter><c:comp-filter name=\"VCALENDAR\">%s</c:comp-filter></c:filter></c:calendar-query>" % (data, comp_filter))
        return Multi(r)

    def hits(self, comp_filter, want, among=None):
        """calendar-query must give exactly the fixtures named in want (of those in among)."""
        got = {n[:-4] for n in self.query(comp_filter).names()}
        want = set(want.split())
        for n in want:
            need(self.memo.get("qput" + n) in (200, 201, 204), "fixture %s not stored: PUT gave %s" % (n, self.memo.get("qput" + n)))
        if among is not None:
            got &= set(among.split())
        need(got == want, "expected {%s}, got {%s}" % (" ".join(sorted(want)), " ".join(sorted(got))))

    def qbook(self):
        return self.once("qbook", self._qbook)

    def _qbook(self):
        b = self.new_book("qbook")
        self.cards = {
            "ann": vcard(self.uid(), "Ann Smith", "EMAIL;TYPE=WORK:ann.smith@example.test\nTEL;TYPE=HOME:+33 1 11\nNICKNAME:Annie\nORG:Acme;Sales"),
            "bea": vcard(self.uid(), "Bea Smithers", "EMAIL;TYPE=HOME:bea@example.test\nTEL;TYPE=CELL:+33 6 22"),
            "jur": vcard(self.uid(), "Jürgen Müller", "EMAIL;TYPE=WORK:jm@other.test\nNOTE:likes smith cakes"),
            "grp": vcard(self.uid(), "Greta Group", "item1.EMAIL;TYPE=WORK:greta@grouped.test\nitem1.X-ABLabel:Boat"),
        }
        for n, t in self.cards.items():
            self.put(b + n + ".vcf", t, "text/vcard; charset=utf-8")
        return b

    def cquery(self, filter_, data="<d:getetag/>", extra=""):
        r = self.dav.report(self.qbook(), "<a:addressbook-query><d:prop>%s</d:prop>%s%s</a:addressbook-query>" % (data, filter_, extra))
        return Multi(r)

    def chits(self, filter_, want):
        got = {n[:-4] for n in self.cquery(filter_).names()}
        want = set(want.split())
        need(got == want, "expected {%s}, got {%s}" % (" ".join(sorted(want)), " ".join(sorted(got))))

    def clean(self):
        for u in reversed(self.made):
            try:
                self.dav.delete(u)
            except Exception:
                pass


def rng(a, b):
    return '<c:time-range start="%s" end="%s"/>' % (a, b)


def vevent(inner=""):
    return '<c:comp-filter name="VEVENT">%s</c:comp-filter>' % inner


def vtodo(inner=""):
    return '<c:comp-filter name="VTODO">%s</c:comp-filter>' % inner


def pfil(name, inner="", attr=""):
    return '<c:prop-filter name="%s"%s>%s</c:prop-filter>' % (name, attr, inner)


def tm(text, **k):
    return "<c:text-match%s>%s</c:text-match>" % ("".join(' %s="%s"' % (n.replace("_", "-"), v) for n, v in k.items()), esc(text))


def af(name, inner="", attr=""):
    return '<a:prop-filter name="%s"%s>%s</a:prop-filter>' % (name, attr, inner)


def at(text, how="contains", **k):
    return '<a:text-match match-type="%s"%s>%s</a:text-match>' % (how, "".join(' %s="%s"' % (n.replace("_", "-"), v) for n, v in k.items()), esc(text))


def flt(inner, test=None):
    return "<a:filter%s>%s</a:filter>" % (' test="%s"' % test if test else "", inner)


# ================================================================ discovery
def well_known(e, what, home):
    r = e.dav.request("PROPFIND", e.dav.root + "/.well-known/" + what, '<d:propfind xmlns:d="DAV:"><d:prop><d:current-user-principal/></d:prop></d:propfind>', {"Depth": "0"})
    if r.status in (301, 302, 303, 307, 308):
        loc = up.urljoin(e.dav.root + "/.well-known/" + what, r.get("Location"))
        need(r.get("Location"), "redirect without Location")
        r = e.dav.propfind(loc, "d:current-user-principal")
    m = Multi(r)
    need(any(i.href_of("d:current-user-principal") for i in m.values()), "what it leads to has no DAV:current-user-principal")


@check("wellknown-caldav", "RFC 6764 5")
def _(e):
    well_known(e, "caldav", e.calhome)


@check("wellknown-carddav", "RFC 6764 5")
def _(e):
    well_known(e, "carddav", e.bookhome)


@check("auth-required", "RFC 7235 3.1", True)
def _(e):
    r = status(e.dav.propfind(e.calhome, "d:displayname", auth=False), 401)
    need("basic" in r.get("WWW-Authenticate").lower() or "digest" in r.get("WWW-Authenticate").lower() or "bearer" in r.get("WWW-Authenticate").lower(), "401 without WWW-Authenticate")


@check("auth-wrong-password", "RFC 7235 3.1", True)
def _(e):
    d = Dav(e.a.url, e.a.user, "not-" + e.a.password)
    status(d.propfind(e.calhome, "d:displayname"), 401)


@check("current-user-principal", "RFC 5397 3")
def _(e):
    for u in (e.a.url, e.calhome, e.principal):
        p = e.dav.props(u, "d:current-user-principal")
        need(p.href_of("d:current-user-principal"), "not on %s" % up.urlsplit(u).path)
        need(e.dav.abs(p.href_of("d:current-user-principal")).rstrip("/") == e.principal.rstrip("/"), "differs on %s" % up.urlsplit(u).path)


@check("calendar-home-set", "RFC 4791 6.2.1")
def _(e):
    need(e.me.href_of("c:calendar-home-set"), "not on the principal")
    status(e.dav.propfind(e.me.href_of("c:calendar-home-set"), "d:resourcetype"), 207)


@check("addressbook-home-set", "RFC 6352 7.1.1")
def _(e):
    need(e.me.href_of("a:addressbook-home-set"), "not on the principal")
    status(e.dav.propfind(e.me.href_of("a:addressbook-home-set"), "d:resourcetype"), 207)


@check("principal-resource", "RFC 3744 4")
def _(e):
    need(q("d:principal") in e.me.kinds(), "resourcetype of the principal has no DAV:principal")
    need(e.me.href_of("d:principal-URL"), "no DAV:principal-URL")
    need(e.me.text("d:displayname"), "no displayname")


@check("calendar-user-address-set", "RFC 6638 2.4.1")
def _(e):
    p = e.me.prop("c:calendar-user-address-set")
    need(p is not None and any((h.text or "").lower().startswith("mailto:") for h in p), "no mailto: address")


@check("principal-collection-set", "RFC 3744 5.8")
def _(e):
    h = e.me.href_of("d:principal-collection-set")
    need(h, "missing")
    status(e.dav.propfind(h, "d:resourcetype"), 207)


@check("options-calendar", "RFC 4791 5.1, RFC 4918 18")
def _(e):
    r = e.dav.request("OPTIONS", e.cal())
    status(r, 200, 204)
    tokens = {t.strip().lower() for t in r.get("DAV").split(",")}
    missing = {"1", "calendar-access"} - tokens
    need(not missing, "DAV header lacks %s (%s)" % (" ".join(missing), r.get("DAV")))
    allow = {t.strip().upper() for t in r.get("Allow").split(",")}
    missing = {"OPTIONS", "PROPFIND", "REPORT"} - allow
    need(not missing, "Allow lacks %s" % " ".join(missing))


@check("options-addressbook", "RFC 6352 6.1")
def _(e):
    r = status(e.dav.request("OPTIONS", e.book()), 200, 204)
    need("addressbook" in {t.strip().lower() for t in r.get("DAV").split(",")}, "DAV header lacks addressbook")


@check("options-access-control", "RFC 3744 7.2")
def _(e):
    r = status(e.dav.request("OPTIONS", e.cal()), 200, 204)
    need("access-control" in {t.strip().lower() for t in r.get("DAV").split(",")}, "DAV header lacks access-control")


@check("options-extended-mkcol", "RFC 5689 3.1")
def _(e):
    r = status(e.dav.request("OPTIONS", e.calhome), 200, 204)
    need("extended-mkcol" in {t.strip().lower() for t in r.get("DAV").split(",")}, "DAV header lacks extended-mkcol")


@check("options-auto-schedule", "RFC 6638 2")
def _(e):
    r = status(e.dav.request("OPTIONS", e.cal()), 200, 204)
    need("calendar-auto-schedule" in {t.strip().lower() for t in r.get("DAV").split(",")}, "DAV header lacks calendar-auto-schedule")


@check("options-object", "RFC 4918 10.1")
def _(e):
    e.put(e.cal() + "opt.ics", event(e.uid()))
    r = status(e.dav.request("OPTIONS", e.cal() + "opt.ics"), 200, 204)
    allow = {t.strip().upper() for t in r.get("Allow").split(",")}
    missing = {"GET", "HEAD", "PUT", "DELETE", "PROPFIND"} - allow
    need(r.get("DAV") and not missing, "DAV header %r, Allow lacks %s" % (r.get("DAV"), " ".join(missing)))


@check("method-unknown", "RFC 9110 9.1, 15.5.6")
def _(e):
    r = e.dav.request("FROBNICATE", e.cal())
    status(r, 405, 501)


# ================================================================ PROPFIND and XML
@check("propfind-404-propstat", "RFC 4918 9.1")
def _(e):
    i = e.dav.props(e.cal(), "d:displayname", "x:no-such-property")
    need(q("d:displayname") in i.props, "displayname missing from the 200 propstat")
    need(i.bad.get(q("x:no-such-property")) == 404, "unknown property not in a 404 propstat")


@check("propfind-allprop-empty-body", "RFC 4918 9.1")
def _(e):
    r = e.dav.request("PROPFIND", e.cal(), None, {"Depth": "0"})
    m = Multi(r)
    i = next(iter(m.values()), None)
    need(i is not None and {q("d:resourcetype"), q("d:displayname")} <= set(i.props), "an empty body must be taken as allprop")


@check("propfind-propname", "RFC 4918 9.1")
def _(e):
    r = e.dav.request("PROPFIND", e.cal(), '<d:propfind xmlns:d="DAV:"><d:propname/></d:propfind>', {"Depth": "0"})
    i = next(iter(Multi(r).values()), None)
    need(i is not None and q("d:resourcetype") in i.props, "no names")
    need(not (i.text("d:displayname") or "").strip(), "propname gave values")


@check("propfind-depth-0-and-1", "RFC 4918 9.1")
def _(e):
    c = e.once("depthcal", lambda: e.new_cal("depth"))
    for n in "ab":
        e.put(c + n + ".ics", event(e.uid()))
    m0, m1 = Multi(e.dav.propfind(c, "d:getetag")), e.dav.list(c, "d:getetag", "d:resourcetype")
    need(len(m0) == 1, "Depth 0 gave %d responses" % len(m0))
    need(m1.names() == {"a.ics", "b.ics"} and len(m1) == 3, "Depth 1 gave %s" % sorted(m1))


@check("propfind-depth-infinity", "RFC 4918 9.1.1")
def _(e):
    r = e.dav.request("PROPFIND", e.calhome, '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>', {"Depth": "infinity"})
    if r.status == 207:
        e.put(e.cal() + "inf.ics", event(e.uid()))
        m = Multi(e.dav.request("PROPFIND", e.calhome, '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>', {"Depth": "infinity"}))
        need("inf.ics" in m.names(), "207 that does not go down to the objects: silently taken as another depth")
    else:
        refused(r, "d:propfind-finite-depth")


@check("propfind-missing-404", "RFC 4918 9.1")
def _(e):
    gone(e.dav.propfind(e.cal() + "none.ics", "d:getetag"))
    gone(e.dav.propfind(e.calhome + e.tag + "-none/", "d:getetag"))


@check("xml-malformed-400", "RFC 4918 8.2")
def _(e):
    status(e.dav.request("PROPFIND", e.cal(), '<d:propfind xmlns:d="DAV:"><d:prop>', {"Depth": "0"}), 400)
    status(e.dav.request("REPORT", e.cal(), '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav"><', {"Depth": "1"}), 400)
    status(e.dav.request("PROPPATCH", e.cal(), 'not xml'), 400)


@check("xml-unknown-elements-ignored", "RFC 4918 17")
def _(e):
    r = e.dav.request("PROPFIND", e.cal(), '<d:propfind %s xmlns:y="urn:y"><y:future a="1"><y:b/></y:future><d:prop><d:displayname/></d:prop></d:propfind>' % XMLNS, {"Depth": "0"})
    i = next(iter(Multi(r).values()), None)
    need(i is not None and q("d:displayname") in i.props, "displayname not answered")


@check("xml-prefixes-and-encodings", "RFC 4918 8.2")
def _(e):
    body = '<?xml version="1.0" encoding="UTF-16"?><propfind xmlns="DAV:"><prop><displayname/></prop></propfind>'.encode("utf-16")
    r = e.dav.request("PROPFIND", e.cal(), body, {"Depth": "0", "Content-Type": "application/xml"})
    i = next(iter(Multi(r).values()), None)
    need(i is not None and q("d:displayname") in i.props, "UTF-16 body with default namespace not understood")


@check("xml-entity-bomb-refused", "RFC 4918 20.6")
def _(e):
    ents = "".join('<!ENTITY e%d "%s">' % (k, ("&e%d;" % (k - 1)) * 10) for k in range(1, 10))
    body = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "lollollol">%s]><d:propfind xmlns:d="DAV:"><d:prop><d:displayname>&e9;</d:displayname></d:prop></d:propfind>' % ents
    t = time.time()
    r = e.dav.request("PROPFIND", e.cal(), body, {"Depth": "0"})
    need(400 <= r.status < 500, "expected 4xx, got %d" % r.status)
    need(time.time() - t < 5, "took %.1f s" % (time.time() - t))
    status(e.dav.propfind(e.cal(), "d:displayname"), 207)


@check("xml-external-entity-not-read", "RFC 4918 20.6")
def _(e):
    body = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><d:displayname>&x;</d:displayname></d:prop></d:set></d:propertyupdate>'
    r = e.dav.request("PROPPATCH", e.cal("xxe"), body)
    t = e.dav.props(e.cal("xxe"), "d:displayname").text("d:displayname") or ""
    need("root:" not in t and "root:" not in r.text, "the file's content came back")
    need(0 < r.status < 500, "got %d" % r.status)


# ================================================================ collections and properties
@check("mkcalendar", "RFC 4791 5.3.1")
def _(e):
    i = e.dav.props(e.cal(), "d:resourcetype", "d:displayname")
    need({q("d:collection"), q("c:calendar")} <= i.kinds(), "resourcetype %s" % i.kinds())
    need(i.text("d:displayname") == "main", "displayname %r" % i.text("d:displayname"))


@check("mkcalendar-properties", "RFC 4791 5.3.1.1")
def _(e):
    c = e.once("mkprops", lambda: e.new_cal("props", '<d:displayname>Été &amp; cie</d:displayname><c:calendar-description xml:lang="fr">Décrit</c:calendar-description>'
        '<c:supported-calendar-component-set><c:comp name="VTODO"/></c:supported-calendar-component-set><i:calendar-color>#FF8800FF</i:calendar-color>'))
    i = e.dav.props(c, "d:displayname", "c:calendar-description", "c:supported-calendar-component-set", "i:calendar-color")
    need(i.text("d:displayname") == "Été & cie", "displayname %r" % i.text("d:displayname"))
    need(i.text("c:calendar-description") == "Décrit", "calendar-description %r" % i.text("c:calendar-description"))
    s = i.prop("c:supported-calendar-component-set")
    need(s is not None and [x.get("name") for x in s] == ["VTODO"], "supported-calendar-component-set not kept")
    need((i.text("i:calendar-color") or "").upper().startswith("#FF8800"), "calendar-color %r" % i.text("i:calendar-color"))


@check("mkcalendar-existing-refused", "RFC 4791 5.3.1.2")
def _(e):
    r = e.dav.request("MKCALENDAR", e.cal())
    need(r.status == 405 or (r.status in (403, 409) and r.has("d:resource-must-be-null")), "expected 405 or DAV:resource-must-be-null, got %d" % r.status)


@check("mkcalendar-in-calendar-refused", "RFC 4791 5.3.1.2")
def _(e):
    r = e.dav.request("MKCALENDAR", e.cal() + "inner/")
    if r.status in (200, 201):
        e.dav.delete(e.cal() + "inner/")
    need(r.status in (403, 409, 405), "expected 403 (calendar-collection-location-ok) or 409, got %d" % r.status)


@check("mkcol-missing-parent-409", "RFC 4918 9.3.1")
def _(e):
    status(e.dav.request("MKCOL", e.bookhome + e.tag + "-none/sub/"), 409, 403)


@check("mkcol-extended-calendar", "RFC 5689 3")
def _(e):
    u = e.calhome + e.tag + "-xm/"
    e.made.append(u)
    r = e.dav.request("MKCOL", u, "<d:mkcol %s><d:set><d:prop><d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>xm</d:displayname></d:prop></d:set></d:mkcol>" % XMLNS)
    status(r, 201)
    i = e.dav.props(u, "d:resourcetype", "d:displayname")
    need(q("c:calendar") in i.kinds() and i.text("d:displayname") == "xm", "made, but resourcetype %s, displayname %r" % (i.kinds(), i.text("d:displayname")))


@check("mkcol-extended-addressbook", "RFC 6352 6.3.1")
def _(e):
    i = e.dav.props(e.book(), "d:resourcetype", "d:displayname")
    need({q("d:collection"), q("a:addressbook")} <= i.kinds(), "resourcetype %s" % i.kinds())


@check("mkcol-bad-resourcetype-refused", "RFC 5689 3.3")
def _(e):
    u = e.calhome + e.tag + "-bad/"
    r = e.dav.request("MKCOL", u, "<d:mkcol %s><d:set><d:prop><d:resourcetype><d:collection/><x:teapot/></d:resourcetype></d:prop></d:set></d:mkcol>" % XMLNS)
    if r.status in (200, 201):
        e.dav.delete(u)
    need(r.status in (403, 409, 415, 424, 207), "expected 403 (valid-resourcetype), got %d" % r.status)
    gone(e.dav.propfind(u, "d:resourcetype"))


@check("proppatch-displayname", "RFC 4918 9.2")
def _(e):
    Multi(e.dav.proppatch(e.cal("pp"), "<d:displayname>Nouveau &lt;nom&gt; ☕</d:displayname>"))
    t = e.dav.props(e.cal("pp"), "d:displayname").text("d:displayname")
    need(t == "Nouveau <nom> ☕", "read back %r" % t)


@check("proppatch-color-order", "Apple calendar-color, calendar-order (calendarserver/DAVx5 practice)")
def _(e):
    Multi(e.dav.proppatch(e.cal("pp"), "<i:calendar-color>#0E61B9FF</i:calendar-color><i:calendar-order>7</i:calendar-order>"))
    i = e.dav.props(e.cal("pp"), "i:calendar-color", "i:calendar-order")
    need((i.text("i:calendar-color") or "").upper().startswith("#0E61B9"), "calendar-color %r" % i.text("i:calendar-color"))
    need(i.text("i:calendar-order") == "7", "calendar-order %r" % i.text("i:calendar-order"))


@check("proppatch-dead-property-kept", "RFC 4918 4.3, 15")
def _(e):
    r = Multi(e.dav.proppatch(e.cal("pp"), '<x:note xml:lang="fr"><x:b k="v">gras</x:b> et suite</x:note>'))
    p = e.dav.props(e.cal("pp"), "x:note").prop("x:note")
    need(p is not None, "not there afterwards")
    b = p.find(q("x:b"))
    need(b is not None and b.get("k") == "v" and b.text == "gras" and (b.tail or "") == " et suite", "inner XML changed")
    need(p.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr", "xml:lang lost")


@check("proppatch-remove", "RFC 4918 9.2")
def _(e):
    Multi(e.dav.proppatch(e.cal("pp"), "<x:gone>1</x:gone>"))
    need(e.dav.props(e.cal("pp"), "x:gone").text("x:gone") == "1", "could not be set")
    Multi(e.dav.proppatch(e.cal("pp"), remove="<x:gone/><x:never-set/>"))
    need(e.dav.props(e.cal("pp"), "x:gone").bad.get(q("x:gone")) == 404, "still there")


@check("proppatch-atomic", "RFC 4918 9.2")
def _(e):
    Multi(e.dav.proppatch(e.cal("pp2"), "<d:displayname>before</d:displayname>"))
    m = Multi(e.dav.proppatch(e.cal("pp2"), "<d:displayname>after</d:displayname><d:getetag>x</d:getetag>"))
    i = next(iter(m.values()))
    need(i.bad.get(q("d:getetag")) in (403, 409), "protected DAV:getetag: %s" % i.bad.get(q("d:getetag"), "accepted"))
    need(i.bad.get(q("d:displayname")) == 424, "the other property is %s, not 424" % i.bad.get(q("d:displayname"), "200"))
    t = e.dav.props(e.cal("pp2"), "d:displayname").text("d:displayname")
    need(t == "before", "displayname became %r" % t)


@check("proppatch-calendar-timezone", "RFC 4791 5.2.2")
def _(e):
    tz = esc(ics(PARIS))
    Multi(e.dav.proppatch(e.cal("tz"), "<c:calendar-timezone>%s</c:calendar-timezone>" % tz))
    t = e.dav.props(e.cal("tz"), "c:calendar-timezone").text("c:calendar-timezone") or ""
    need("TZID:Europe/Paris" in t and "BEGIN:VTIMEZONE" in t, "read back %r" % t[:60])
    m = next(iter(Multi(e.dav.proppatch(e.cal("tz"), "<c:calendar-timezone>rubbish</c:calendar-timezone>")).values()))
    need(q("c:calendar-timezone") in m.bad, "an invalid value was accepted")


@check("calendar-timezone-id", "RFC 7809 5.2")
def _(e):
    m = next(iter(Multi(e.dav.proppatch(e.cal("tz2"), "<c:calendar-timezone-id>America/New_York</c:calendar-timezone-id>")).values()))
    need(q("c:calendar-timezone-id") not in m.bad, "refused with %s" % m.bad.get(q("c:calendar-timezone-id")))
    t = e.dav.props(e.cal("tz2"), "c:calendar-timezone-id").text("c:calendar-timezone-id")
    need(t == "America/New_York", "read back %r" % t)


@check("calendar-timezone-id-in-step", "RFC 7809 5.2 (the two time zone properties agree)")
def _(e):
    Multi(e.dav.proppatch(e.cal("tz3"), "<c:calendar-timezone-id>America/New_York</c:calendar-timezone-id>"))
    t = e.dav.props(e.cal("tz3"), "c:calendar-timezone").text("c:calendar-timezone") or ""
    need("BEGIN:VTIMEZONE" in t and "America/New_York" in t, "calendar-timezone is %r" % t[:40])


@check("delete-collection", "RFC 4918 9.6.1")
def _(e):
    c = e.new_cal("del")
    e.put(c + "x.ics", event(e.uid()))
    status(e.dav.delete(c), 204, 200)
    gone(e.dav.propfind(c, "d:displayname"))
    status(e.dav.get(c + "x.ics"), 404)


@check("delete-missing-404", "RFC 4918 9.6")
def _(e):
    status(e.dav.delete(e.cal() + "never.ics"), 404)


@check("supported-report-set", "RFC 3253 3.1.5, RFC 4791 7, RFC 6578 3.2")
def _(e):
    p = e.dav.props(e.cal(), "d:supported-report-set").prop("d:supported-report-set")
    have = {x.tag for r in (p if p is not None else []) for y in r.iter(q("d:report")) for x in y}
    missing = {q("c:calendar-query"), q("c:calendar-multiget"), q("c:free-busy-query"), q("d:sync-collection")} - have
    need(not missing, "lacks %s" % " ".join(sorted(m.split("}")[1] for m in missing)))


@check("calendar-collection-properties", "RFC 4791 5.2.3, 5.2.4")
def _(e):
    i = e.dav.props(e.cal(), "c:supported-calendar-component-set", "c:supported-calendar-data")
    missing = [n for n in ("c:supported-calendar-component-set", "c:supported-calendar-data") if i.prop(n) is None]
    need(not missing, "lacks %s" % " ".join(missing))
    need("VEVENT" in {x.get("name") for x in i.prop("c:supported-calendar-component-set")}, "supported-calendar-component-set without VEVENT")


@check("calendar-collation-set", "RFC 4791 7.5.1 (MUST be advertised where reports use collations)")
def _(e):
    i = e.dav.props(e.cal(), "c:supported-collation-set")
    need(i.prop("c:supported-collation-set") is not None, "lacks supported-collation-set")
    col = {(x.text or "").strip() for x in i.prop("c:supported-collation-set")}
    need({"i;ascii-casemap", "i;octet"} <= col, "collations %s" % col)


@check("addressbook-collection-properties", "RFC 6352 6.2.2")
def _(e):
    i = e.dav.props(e.book(), "a:supported-address-data")
    need(i.prop("a:supported-address-data") is not None, "lacks supported-address-data")
    v = {x.get("version", "3.0") for x in i.prop("a:supported-address-data")}
    need("3.0" in v, "supported-address-data without vCard 3.0: %s" % v)


@check("addressbook-collation-set", "RFC 6352 8.3.1 (MUST be advertised where reports use collations)")
def _(e):
    i = e.dav.props(e.book(), "a:supported-collation-set")
    need(i.prop("a:supported-collation-set") is not None, "lacks supported-collation-set")
    col = {(x.text or "").strip() for x in i.prop("a:supported-collation-set")}
    need({"i;ascii-casemap", "i;unicode-casemap"} <= col, "collations %s" % col)


@check("ctag-changes", "calendarserver-ctag (calendarserver practice; DAVx5, Apple)")
def _(e):
    c = e.cal()
    a = e.dav.props(c, "cs:getctag").text("cs:getctag")
    need(a, "no CS:getctag")
    e.put(c + "ctag.ics", event(e.uid()))
    b = e.dav.props(c, "cs:getctag").text("cs:getctag")
    need(a != b, "unchanged after a PUT")
    need(b == e.dav.props(c, "cs:getctag").text("cs:getctag"), "changes by itself")


@check("supported-component-enforced", "RFC 4791 5.3.2.1")
def _(e):
    c = e.once("evonly", lambda: e.new_cal("evonly", '<c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set>'))
    refused(e.dav.put(c + "t.ics", ics(comp("VTODO", e.uid(), "SUMMARY:x"))), "c:supported-calendar-component")


# ================================================================ PUT, GET, preconditions
@check("put-etag-get", "RFC 4791 5.3.4")
def _(e):
    u, t = e.cal() + "put.ics", event(e.uid())
    r = status(e.dav.put(u, t), 201)
    g = status(e.dav.get(u), 200)
    need(g.get("ETag"), "GET without ETag")
    need(not g.get("ETag").startswith("W/"), "weak ETag on a calendar object")
    need(e.etag(u) == g.get("ETag"), "getetag %s is not GET's %s" % (e.etag(u), g.get("ETag")))
    if r.get("ETag"):
        need(r.get("ETag") == g.get("ETag"), "PUT said %s, GET says %s" % (r.get("ETag"), g.get("ETag")))
        need(g.body == t.encode(), "PUT gave an ETag though the stored bytes differ from those sent")
    need("text/calendar" in g.get("Content-Type"), "Content-Type %s" % g.get("Content-Type"))


ODD = ('BEGIN:VCALENDAR\r\nPRODID:-//odd//EN\r\nVERSION:2.0\r\nX-WR-CALNAME;X-Q="a;b:c,d":n\r\nNAME:nom\r\nCOLOR:turquoise\r\nBEGIN:VEVENT\r\nSUMMARY:Un ré\r\n sumé\\, \\n\\; ^n\r\nx-lower;x-p=1;X-P=2:v\r\n'
       'DTEND:20270310T100000Z\r\nUID:%s\r\nDTSTART:20270310T090000Z\r\nDTSTAMP:20260101T000000Z\r\nGEO:48.85;2.35\r\nIMAGE;VALUE=URI;DISPLAY=BADGE:http://example.test/i.png\r\n'
       'CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL="Salle ^\'A^\'":https://example.test/c\r\nATTENDEE;SCHEDULE-AGENT=NONE;X-NUM-GUESTS=0;CN="Doe, J":mailto:jd@elsewhere.test\r\nORGANIZER;SCHEDULE-AGENT=NONE:mailto:o@elsewhere.test\r\n'
       'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="1 rue, Paris";X-TITLE=T:geo:48.8,2.3\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER;RELATED=END:-PT5M\r\nDESCRIPTION:d\r\nX-MOZ-LASTACK:20270101T000000Z\r\nEND:VALARM\r\n'
       'BEGIN:X-COMP\r\nX-A:1\r\nEND:X-COMP\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n')


@check("bytes-calendar-object", "lossless storage; RFC 4791 5.3.3 (non-standard parts kept), RFC 7986, RFC 6868")
def _(e):
    u, t = e.cal() + "odd.ics", (ODD % e.uid()).encode()
    e.put(u, t)
    g = status(e.dav.get(u), 200).body
    if g != t:
        a, b = unfold(t.decode()), unfold(g.decode("utf-8", "replace"))
        lost = [l for l in a if l not in b]
        raise Fail("bytes differ; lines lost or changed: %s" % (" | ".join(lost)[:110] if lost else "none (order or folding)"))


@check("kept-unknown-properties", "RFC 4791 5.3.3")
def _(e):
    u = e.cal() + "odd2.ics"
    e.put(u, ODD % e.uid())
    g = unfold(status(e.dav.get(u), 200).text)
    for want in ("X-NUM-GUESTS=0", "X-APPLE-STRUCTURED-LOCATION", "X-MOZ-LASTACK", "BEGIN:X-COMP", "X-A:1", "CONFERENCE", "X-WR-CALNAME", "geo:48.8,2.3"):
        need(any(want.lower() in l.lower() for l in g), "%s lost" % want)


@check("bytes-vcard", "lossless storage; RFC 6352 5.1 (extended properties kept)")
def _(e):
    u = e.book() + "odd.vcf"
    t = ("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nN:Öz;Ann;;;\r\nFN:Ann Öz\r\nitem1.TEL;type=CELL;type=pref:+1 2\r\nitem1.X-ABLabel:_$!<Mobile>!$_\r\nX-AIM;type=HOME:ann\r\nNOTE:a\\, b\\nc \r\n d\r\n"
         "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR\r\n 42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\r\nX-SOCIALPROFILE;type=x;x-user=a:http://x.test/a\r\nEND:VCARD\r\n" % e.uid()).encode()
    e.put(u, t, "text/vcard; charset=utf-8")
    g = status(e.dav.get(u), 200).body
    if g != t:
        a, b = unfold(t.decode()), unfold(g.decode("utf-8", "replace"))
        raise Fail("bytes differ; lines lost or changed: %s" % (" | ".join(l for l in a if l not in b)[:110] or "none (order or folding)"))


@check("if-none-match-star", "RFC 4791 5.3.2, RFC 9110 13.1.2")
def _(e):
    u, uid = e.cal() + "inm.ics", e.uid()
    status(e.dav.put(u, event(uid), If_None_Match="*"), 201)
    status(e.dav.put(u, event(uid), If_None_Match="*"), 412)


@check("if-match", "RFC 9110 13.1.1")
def _(e):
    u, uid = e.cal() + "im.ics", e.uid()
    e.put(u, event(uid))
    old = e.etag(u)
    status(e.dav.put(u, event(uid, PLAIN % "two"), If_Match=old), 204, 200, 201)
    new = e.etag(u)
    need(new != old, "ETag unchanged by a change")
    status(e.dav.put(u, event(uid), If_Match=old), 412)
    need("two" in e.dav.get(u).text, "the refused PUT was stored")
    status(e.dav.delete(u, If_Match=old), 412)
    status(e.dav.delete(u, If_Match=new), 204, 200)


@check("if-match-star-missing", "RFC 9110 13.1.1")
def _(e):
    status(e.dav.put(e.cal() + "ims.ics", event(e.uid()), If_Match="*"), 412)


@check("if-none-match-304", "RFC 9110 13.1.2, 15.4.5")
def _(e):
    u = e.cal() + "n304.ics"
    e.put(u, event(e.uid()))
    t = e.etag(u)
    r = status(e.dav.get(u, If_None_Match=t), 304)
    need(not r.body, "304 with a body")
    status(e.dav.get(u, If_None_Match='"other"'), 200)


@check("head-like-get", "RFC 9110 9.3.2")
def _(e):
    u = e.cal() + "head.ics"
    e.put(u, event(e.uid()))
    g, h = e.dav.get(u), status(e.dav.request("HEAD", u), 200)
    need(not h.body, "HEAD with a body")
    for n in ("ETag", "Content-Type"):
        need(h.get(n) == g.get(n), "%s: HEAD %r, GET %r" % (n, h.get(n), g.get(n)))
    need(not h.get("Content-Length") or h.get("Content-Length") == str(len(g.body)), "Content-Length %s of %d" % (h.get("Content-Length"), len(g.body)))


@check("get-missing-404", "RFC 9110 15.5.5")
def _(e):
    status(e.dav.get(e.cal() + "nothing.ics"), 404)


@check("put-invalid-calendar-data", "RFC 4791 5.3.2.1")
def _(e):
    for bad in ("BEGIN:VCALENDAR\r\nthis is not iCalendar\r\nEND:VEVENT\r\n", "just text", event(e.uid()).replace("END:VEVENT\r\n", "")):
        invalid(e.dav.put(e.cal() + "bad.ics", bad))
        status(e.dav.get(e.cal() + "bad.ics"), 404)


@check("put-unsupported-media-type", "RFC 4791 5.3.2.1")
def _(e):
    r = e.dav.put(e.cal() + "x.ics", "just text", "text/plain")
    if r.status != 415:
        refused(r, "c:supported-calendar-data")


@check("put-two-uids-refused", "RFC 4791 4.1, 5.3.2.1")
def _(e):
    b = PLAIN % "x"
    invalid(e.dav.put(e.cal() + "two.ics", ics(comp("VEVENT", e.uid(), b), comp("VEVENT", e.uid(), b))))


@check("put-mixed-components-refused", "RFC 4791 4.1, 5.3.2.1")
def _(e):
    u = e.uid()
    invalid(e.dav.put(e.cal() + "mix.ics", ics(comp("VEVENT", u, PLAIN % "x"), comp("VTODO", u, "SUMMARY:x"))))


@check("put-method-refused", "RFC 4791 4.1, 5.3.2.1")
def _(e):
    invalid(e.dav.put(e.cal() + "meth.ics", event(e.uid()).replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:PUBLISH")))


@check("put-no-uid-refused", "RFC 4791 4.1, RFC 5545 3.8.4.7")
def _(e):
    t = event("X").replace("UID:X\r\n", "")
    invalid(e.dav.put(e.cal() + "nouid.ics", t))


@check("put-overrides-without-master-kept", "RFC 4791 4.1 (an attendee of single instances)")
def _(e):
    u, uid = e.cal() + "nomaster.ics", e.uid()
    b = "RECURRENCE-ID:%s\nDTSTART:%s\nDTEND:%s\nSUMMARY:only this"
    status(e.dav.put(u, ics(comp("VEVENT", uid, b % ("20270401T080000Z", "20270401T080000Z", "20270401T090000Z")), comp("VEVENT", uid, b % ("20270408T080000Z", "20270408T100000Z", "20270408T110000Z")))), 201, 204)
    need(len(values(e.dav.get(u).text, "RECURRENCE-ID")) == 2, "not both instances kept")


@check("put-no-uid-conflict", "RFC 4791 5.3.2.1")
def _(e):
    uid = e.uid()
    e.put(e.cal() + "u1.ics", event(uid))
    r = status(e.dav.put(e.cal() + "u2.ics", event(uid)), 403, 409)
    need(r.has("c:no-uid-conflict") or r.has("c:unique-scheduling-object-resource"), "%d without no-uid-conflict: %s" % (r.status, " ".join(r.text.split())[:60]))
    h = next((x.text for x in r.xml().iter(q("d:href"))), "") or ""
    need(up.unquote(h).rstrip("/").endswith("u1.ics"), "no-uid-conflict without the DAV:href of the other (%r)" % h)


@check("put-change-uid-refused", "RFC 4791 5.3.2.1")
def _(e):
    e.put(e.cal() + "cu.ics", event(e.uid()))
    refused(e.dav.put(e.cal() + "cu.ics", event(e.uid())), "c:no-uid-conflict")


@check("put-max-resource-size", "RFC 4791 5.2.5, 5.3.2.1; optional there, but a server without a limit can be filled up")
def _(e):
    t = e.dav.props(e.cal(), "c:max-resource-size").text("c:max-resource-size")
    need(t and t.strip().isdigit(), "no max-resource-size property")
    n = int(t)
    need(n <= 64 << 20, "limit of %d is not tried" % n)
    r = e.dav.put(e.cal() + "big.ics", event(e.uid(), PLAIN % "x" + "\n" + "\n".join("X-FILL:" + "f" * 60 for _ in range(n // 67 + 50))))
    if r.status != 413:
        refused(r, "c:max-resource-size")
    status(e.dav.propfind(e.cal(), "d:displayname"), 207)


@check("put-large-object-kept", "RFC 4791 5.2.5 (objects of 1 MB are common: attachments, guest lists)")
def _(e):
    t = event(e.uid(), PLAIN % "x" + "\n" + "\n".join("X-FILL:" + "f" * 60 for _ in range(15000)))
    e.put(e.cal() + "large.ics", t)
    g = status(e.dav.get(e.cal() + "large.ics"), 200)
    need(g.text.count("X-FILL") == 15000, "%d of 15000 lines kept" % g.text.count("X-FILL"))
    e.dav.delete(e.cal() + "large.ics")


@check("put-missing-collection-409", "RFC 4918 9.7.1")
def _(e):
    status(e.dav.put(e.calhome + e.tag + "-nocal/x.ics", event(e.uid())), 409, 404, 403)
    r = e.dav.propfind(e.calhome + e.tag + "-nocal/", "d:resourcetype")
    try:
        gone(r)
    except Fail:
        e.dav.delete(e.calhome + e.tag + "-nocal/")
        raise Fail("the missing collection was made on the way")


@check("put-on-collection-refused", "RFC 4918 9.7.2")
def _(e):
    status(e.dav.put(e.cal("poc"), event(e.uid())), 405, 403, 409)
    need(q("c:calendar") in e.dav.props(e.cal("poc"), "d:resourcetype").kinds(), "the calendar is gone")


@check("names-odd-characters", "RFC 3986 2.1, RFC 4918 8.3")
def _(e):
    c = e.once("namescal", lambda: e.new_cal("names"))
    names = ["a b.ics", "é☕.ics", "x+y=z&w.ics", "50%.ics", "q?h#.ics", "[1](2)'!*.ics", "no-extension", "UP-low.ICS"]
    for n in names:
        r = e.dav.put(c + up.quote(n, safe=""), event(e.uid()))
        need(r.status == 201, "PUT of %r gave %d" % (n, r.status))
    m = e.dav.list(c, "d:getetag")
    need(m.names() == set(names), "listed %s" % sorted(m.names()))
    body = "".join("<d:href>%s</d:href>" % esc(i.raw_href) for h, i in m.items() if not h.endswith("/"))
    g = Multi(e.dav.report(c, "<c:calendar-multiget><d:prop><c:calendar-data/></d:prop>%s</c:calendar-multiget>" % body))
    need(sum(1 for i in g.values() if i.text("c:calendar-data")) == len(names), "multiget with the listed hrefs gave %d of %d" % (sum(1 for i in g.values() if i.text("c:calendar-data")), len(names)))
    for h, i in m.items():
        if not h.endswith("/"):
            status(e.dav.request("GET", up.urlsplit(i.raw_href).path, raw=True), 200)


@check("name-with-encoded-slash", "RFC 3986 2.2")
def _(e):
    c = e.cal("slash")
    r = e.dav.put(c + "a%2Fb.ics", event(e.uid()))
    if r.status == 201:
        m = e.dav.list(c, "d:getetag")
        h = [i.raw_href for i in m.values() if not i.raw_href.rstrip("/").endswith("slash")]
        need(len(h) == 1, "stored, but %d members listed" % len(h))
        status(e.dav.request("GET", up.urlsplit(h[0]).path, raw=True), 200)
    else:
        need(400 <= r.status < 500, "got %d" % r.status)


@check("path-traversal-refused", "CWE-22, RFC 3986 5.2.4")
def _(e):
    base = up.urlsplit(e.cal()).path
    for p in ("..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "../../../../../../../../etc/passwd", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "..%5c..%5c..%5cetc%5cpasswd", "x%00.ics"):
        r = e.dav.request("GET", base + p, raw=True)
        need("root:" not in r.text and r.status != 200, "GET %s gave %d" % (p, r.status))
        need(r.status < 500, "GET %s gave %d" % (p, r.status))
        r = e.dav.request("PUT", base + p.replace("etc", e.tag), event(e.uid()), {"Content-Type": "text/calendar"}, raw=True)
        need(r.status < 500, "PUT %s gave %d" % (p, r.status))
        if p.startswith(".."):
            g = e.dav.request("GET", "/" + e.tag + "/passwd", raw=True)
            need("VEVENT" not in g.text, "written outside of the calendar")


# ================================================================ COPY and MOVE
@check("copy", "RFC 4918 9.8 (all WebDAV resources MUST support COPY)")
def _(e):
    a, b = e.cal("cm1"), e.cal("cm2")
    e.put(a + "c.ics", event(e.uid()))
    status(e.dav.request("COPY", a + "c.ics", headers={"Destination": e.dav.abs(b + "c.ics"), "Depth": "0"}), 201)
    need(e.dav.get(a + "c.ics").body == status(e.dav.get(b + "c.ics"), 200).body, "contents differ")


@check("copy-same-uid-refused", "RFC 4791 5.3.2.1 (no-uid-conflict applies to COPY)")
def _(e):
    a = e.cal("cm1")
    e.put(a + "cs.ics", event(e.uid()))
    r = e.dav.request("COPY", a + "cs.ics", headers={"Destination": e.dav.abs(a + "cs2.ics")})
    refused(r, "c:no-uid-conflict", 405)


@check("copy-card", "RFC 4918 9.8 (all WebDAV resources MUST support COPY)")
def _(e):
    a, b = e.book("mb1"), e.book("mb2")
    e.put(a + "c.vcf", vcard(e.uid()), "text/vcard")
    status(e.dav.request("COPY", a + "c.vcf", headers={"Destination": e.dav.abs(b + "c.vcf"), "Depth": "0"}), 201)
    need(e.dav.get(a + "c.vcf").body == status(e.dav.get(b + "c.vcf"), 200).body, "contents differ")


@check("move", "RFC 4918 9.9")
def _(e):
    a, b = e.cal("cm1"), e.cal("cm2")
    e.put(a + "m.ics", event(e.uid()))
    body = e.dav.get(a + "m.ics").body
    status(e.dav.request("MOVE", a + "m.ics", headers={"Destination": e.dav.abs(b + "m.ics")}), 201)
    status(e.dav.get(a + "m.ics"), 404)
    need(status(e.dav.get(b + "m.ics"), 200).body == body, "content changed")


@check("move-rename-in-calendar", "RFC 4918 9.9")
def _(e):
    a = e.cal("cm1")
    e.put(a + "r1.ics", event(e.uid()))
    status(e.dav.request("MOVE", a + "r1.ics", headers={"Destination": e.dav.abs(a + "r2.ics")}), 201)
    status(e.dav.get(a + "r1.ics"), 404)
    status(e.dav.get(a + "r2.ics"), 200)


@check("move-overwrite-f", "RFC 4918 10.6")
def _(e):
    a, b, uid = e.book("mb1"), e.book("mb2"), e.uid()
    e.put(a + "o.vcf", vcard(uid, "New One"), "text/vcard")
    e.put(b + "o.vcf", vcard(uid, "Old One"), "text/vcard")
    status(e.dav.request("MOVE", a + "o.vcf", headers={"Destination": e.dav.abs(b + "o.vcf"), "Overwrite": "F"}), 412)
    need("Old One" in e.dav.get(b + "o.vcf").text and e.dav.get(a + "o.vcf").status == 200, "something moved all the same")


@check("move-overwrite-t", "RFC 4918 9.9.3")
def _(e):
    a, b, uid = e.book("mb1"), e.book("mb2"), e.uid()
    e.put(a + "t.vcf", vcard(uid, "New One"), "text/vcard")
    e.put(b + "t.vcf", vcard(uid, "Old One"), "text/vcard")
    status(e.dav.request("MOVE", a + "t.vcf", headers={"Destination": e.dav.abs(b + "t.vcf"), "Overwrite": "T"}), 204)
    need("New One" in e.dav.get(b + "t.vcf").text, "not replaced")
    status(e.dav.get(a + "t.vcf"), 404)


@check("move-into-other-kind-refused", "RFC 4791 5.3.2.1, RFC 6352 6.3.2.1")
def _(e):
    e.put(e.cal("cm1") + "ok.ics", event(e.uid()))
    r = e.dav.request("COPY", e.cal("cm1") + "ok.ics", headers={"Destination": e.dav.abs(e.book("mb1") + "ok.ics")})
    need(400 <= r.status < 500, "an event was copied into an address book (%d)" % r.status)


@check("move-to-other-server-refused", "RFC 4918 9.8.5")
def _(e):
    e.put(e.cal("cm1") + "far.ics", event(e.uid()))
    status(e.dav.request("COPY", e.cal("cm1") + "far.ics", headers={"Destination": "http://elsewhere.test/x.ics"}), 502, 403, 400)


@check("move-missing-parent-409", "RFC 4918 9.9.4")
def _(e):
    u = e.cal("cm1") + "np.ics"
    e.put(u, event(e.uid()))
    status(e.dav.request("MOVE", u, headers={"Destination": e.dav.abs(e.calhome + e.tag + "-none/np.ics")}), 409, 403)
    status(e.dav.get(u), 200)


# ================================================================ sync-collection
def fresh(e, n=3):
    """A calendar with n events, and the token after them."""
    c = e.new_cal("sync%d" % len(e.made))
    for k in range(n):
        e.put(c + "%d.ics" % k, event(e.uid()))
    m = Multi(e.dav.sync(c))
    need(m.token, "no DAV:sync-token in the answer")
    return c, m


@check("sync-token-property", "RFC 6578 4")
def _(e):
    c, m = fresh(e)
    t = e.dav.props(c, "d:sync-token").text("d:sync-token")
    need(t, "no DAV:sync-token property")
    need(re.match(r"[a-zA-Z][\w+.-]*:", t.strip()), "%r is not a URI" % t)
    m2 = Multi(e.dav.sync(c, t))
    need(not m2.names() and not m2.names(404), "the property's token is behind: %s" % sorted(m2))


@check("sync-initial", "RFC 6578 3.4")
def _(e):
    c, m = fresh(e)
    need(m.names() == {"0.ics", "1.ics", "2.ics"}, "listed %s" % sorted(m.names()))
    for h, i in m.items():
        if h.endswith(".ics"):
            need(i.text("d:getetag") == e.etag(e.dav.abs(i.raw_href)), "etag of %s" % h)
    need(not m.names(404), "an initial sync reports removed resources")


@check("sync-change-exact", "RFC 6578 3.5")
def _(e):
    c, m = fresh(e)
    e.put(c + "1.ics", event(e.uid()) if False else e.dav.get(c + "1.ics").text.replace("SUMMARY:Plain", "SUMMARY:Changed"))
    e.put(c + "new.ics", event(e.uid()))
    m2 = Multi(e.dav.sync(c, m.token))
    need(m2.names() == {"1.ics", "new.ics"} and not m2.names(404), "reported %s, removed %s" % (sorted(m2.names()), sorted(m2.names(404))))
    need(m2.token and m2.token != m.token, "token unchanged")
    m3 = Multi(e.dav.sync(c, m2.token))
    need(not m3.names() and not m3.names(404), "the next sync repeats %s" % sorted(m3))


@check("sync-delete", "RFC 6578 3.5.2")
def _(e):
    c, m = fresh(e)
    e.dav.delete(c + "0.ics")
    m2 = Multi(e.dav.sync(c, m.token))
    need(m2.names(404) == {"0.ics"} and not m2.names(), "reported %s, removed %s" % (sorted(m2.names()), sorted(m2.names(404))))
    i = next(i for i in m2.values() if i.status == 404)
    need(i.el.find(q("d:propstat")) is None, "a removed member with propstat")
    m3 = Multi(e.dav.sync(c))
    need(m3.names() == {"1.ics", "2.ics"} and not m3.names(404), "a full sync reports %s, removed %s" % (sorted(m3.names()), sorted(m3.names(404))))


@check("sync-create-and-delete-between", "RFC 6578 3.5.2")
def _(e):
    c, m = fresh(e)
    e.put(c + "brief.ics", event(e.uid()))
    e.dav.delete(c + "brief.ics")
    m2 = Multi(e.dav.sync(c, m.token))
    need(not m2.names() and m2.names(404) <= {"brief.ics"}, "reported %s, removed %s" % (sorted(m2.names()), sorted(m2.names(404))))


@check("sync-delete-and-recreate", "RFC 6578 3.5.1")
def _(e):
    c, m = fresh(e)
    t = e.dav.get(c + "0.ics").text
    e.dav.delete(c + "0.ics")
    e.put(c + "0.ics", t.replace("Plain", "Again"))
    m2 = Multi(e.dav.sync(c, m.token))
    need(m2.names() == {"0.ics"} and not m2.names(404), "reported %s, removed %s" % (sorted(m2.names()), sorted(m2.names(404))))


@check("sync-move-out", "RFC 6578 3.5, RFC 4918 9.9")
def _(e):
    c, m = fresh(e)
    d = e.cal("syncdest")
    t0 = Multi(e.dav.sync(d)).token
    status(e.dav.request("MOVE", c + "0.ics", headers={"Destination": e.dav.abs(d + e.tag + "mv.ics")}), 201)
    m2, m3 = Multi(e.dav.sync(c, m.token)), Multi(e.dav.sync(d, t0))
    need(m2.names(404) == {"0.ics"} and not m2.names(), "source: reported %s, removed %s" % (sorted(m2.names()), sorted(m2.names(404))))
    need(m3.names() == {e.tag + "mv.ics"}, "target: reported %s" % sorted(m3.names()))


@check("sync-no-change-stable", "RFC 6578 3.5")
def _(e):
    c, m = fresh(e)
    ts = [Multi(e.dav.sync(c, m.token)) for _ in range(3)]
    need(all(not t.names() and not t.names(404) for t in ts), "changes though nothing changed")
    need(len({t.token for t in ts} | {m.token}) == 1, "token changes though nothing changed")


@check("sync-invalid-token", "RFC 6578 3.2 (DAV:valid-sync-token)")
def _(e):
    c, m = fresh(e, 1)
    refused(e.dav.sync(c, "http://example.test/never/issued"), "d:valid-sync-token")
    refused(e.dav.sync(c, m.token[:-1] + "999999999"), "d:valid-sync-token")


@check("sync-token-of-other-collection", "RFC 6578 3.2 (DAV:valid-sync-token)")
def _(e):
    c, m = fresh(e, 3)
    c2, m2 = fresh(e, 1)
    r = e.dav.sync(c2, m.token)
    if r.status == 207:
        need("0.ics" in Multi(r).names(), "another collection's token is taken as this one's: 0.ics would be missed")
    else:
        refused(r, "d:valid-sync-token")


@check("sync-limit-507", "RFC 6578 3.6, 3.7")
def _(e):
    c, m = fresh(e, 7)
    got, token, rounds = set(), "", 0
    while rounds < 10:
        rounds += 1
        m = Multi(e.dav.sync(c, token, limit=3))
        names = m.names()
        need(len(names) <= 3, "limit 3 gave %d" % len(names))
        need(not names & got, "repeated %s" % sorted(names & got))
        got |= names
        need(m.token and m.token != token, "token does not advance")
        token = m.token
        cut = any(i.status == 507 for i in m.values())
        if not cut:
            break
    need(rounds > 1, "never truncated with 507")
    need(got == {"%d.ics" % k for k in range(7)}, "got only %s" % sorted(got))


@check("sync-limit-incremental", "RFC 6578 3.6")
def _(e):
    c, m = fresh(e, 2)
    for k in range(5):
        e.put(c + "n%d.ics" % k, event(e.uid()))
    e.dav.delete(c + "0.ics")
    token, seen, gone = m.token, set(), set()
    for _ in range(10):
        m = Multi(e.dav.sync(c, token, limit=2))
        need(len(m.names() | m.names(404)) <= 2, "limit 2 gave %d" % len(m.names() | m.names(404)))
        seen |= m.names()
        gone |= m.names(404)
        token = m.token
        if not any(i.status == 507 for i in m.values()):
            break
    need(seen == {"n%d.ics" % k for k in range(5)} and gone == {"0.ics"}, "seen %s, gone %s" % (sorted(seen), sorted(gone)))


@check("sync-with-calendar-data", "RFC 6578 3.3")
def _(e):
    c, m = fresh(e, 2)
    m = Multi(e.dav.sync(c, "", "<d:getetag/><c:calendar-data/>"))
    need(sum("BEGIN:VEVENT" in (i.text("c:calendar-data") or "") for i in m.values()) == 2, "no calendar-data in the answer")


@check("sync-addressbook", "RFC 6578 3")
def _(e):
    b = e.new_book("bsync")
    e.put(b + "a.vcf", vcard(e.uid()), "text/vcard")
    m = Multi(e.dav.sync(b))
    need(m.names() == {"a.vcf"} and m.token, "initial: %s" % sorted(m.names()))
    e.put(b + "b.vcf", vcard(e.uid(), "Bob Brown"), "text/vcard")
    e.dav.delete(b + "a.vcf")
    m = Multi(e.dav.sync(b, m.token))
    need(m.names() == {"b.vcf"} and m.names(404) == {"a.vcf"}, "reported %s, removed %s" % (sorted(m.names()), sorted(m.names(404))))


@check("sync-proppatch-no-member-change", "RFC 6578 3.5 (only member changes are reported)")
def _(e):
    c, m = fresh(e, 1)
    e.dav.proppatch(c, "<d:displayname>renamed</d:displayname>")
    m2 = Multi(e.dav.sync(c, m.token))
    need(not m2.names() and not m2.names(404), "reported %s" % sorted(m2))


# ================================================================ calendar-query
@check("query-timerange-edges", "RFC 4791 9.9")
def _(e):
    e.hits(vevent(rng("20270310T090000Z", "20270310T100000Z")), "simple duration", "simple before after duration allday")


@check("query-timerange-without-end", "RFC 4791 9.9 (an event with DTSTART only, DATE-TIME and DATE)")
def _(e):
    c = e.once("zerocal", lambda: e.new_cal("zero"))
    e.put(c + "t.ics", event(e.uid(), "DTSTART:20270310T093000Z\nSUMMARY:zero length"))
    e.put(c + "d.ics", event(e.uid(), "DTSTART;VALUE=DATE:20270312\nSUMMARY:one day"))
    for a, b, want in (("20270310T093000Z", "20270310T100000Z", {"t.ics"}), ("20270310T090000Z", "20270310T093000Z", set()), ("20270312T120000Z", "20270312T130000Z", {"d.ics"}), ("20270313T120000Z", "20270313T130000Z", set())):
        r = e.dav.report(c, '<c:calendar-query><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR">%s</c:comp-filter></c:filter></c:calendar-query>' % vevent(rng(a, b)))
        need(Multi(r).names() == want, "%s to %s gave %s" % (a, b, sorted(Multi(r).names())))


@check("query-timerange-start-only", "RFC 4791 9.9")
def _(e):
    e.hits(vevent('<c:time-range start="20270702T000000Z"/>'), "rdate", "simple rdate count")


@check("query-allday", "RFC 4791 9.9")
def _(e):
    e.hits(vevent(rng("20270320T120000Z", "20270320T130000Z")), "allday", "allday simple")
    e.hits(vevent(rng("20270321T120000Z", "20270321T130000Z")), "", "allday simple")


@check("query-allday-in-calendar-timezone", "RFC 4791 9.9 (floating and DATE values), RFC 4791 7.3")
def _(e):
    c = e.qcal()
    ny = "BEGIN:VTIMEZONE\nTZID:Fixed/Minus10\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-1000\nTZOFFSETTO:-1000\nEND:STANDARD\nEND:VTIMEZONE"

    def run(a, b):
        r = e.dav.report(c, '<c:calendar-query><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR">%s</c:comp-filter></c:filter><c:timezone>%s</c:timezone></c:calendar-query>' % (vevent(rng(a, b)), esc(ics(ny))))
        return Multi(r).names()
    need("allday.ics" in run("20270321T050000Z", "20270321T060000Z"), "20 March at -10:00 lasts until 10:00Z of the 21st; not found at 05:00Z")
    need("allday.ics" not in run("20270320T010000Z", "20270320T020000Z"), "found at 01:00Z of the 20th, which is the 19th at -10:00")


@check("query-recurring-exdate", "RFC 4791 9.9, RFC 5545 3.8.5.1")
def _(e):
    e.hits(vevent(rng("20270301T000000Z", "20270302T000000Z")), "weekly", "weekly simple")
    e.hits(vevent(rng("20270308T000000Z", "20270309T000000Z")), "", "weekly simple")


@check("query-recurring-moved-instance", "RFC 4791 9.9, RFC 5545 3.8.4.4")
def _(e):
    e.hits(vevent(rng("20270315T080000Z", "20270315T090000Z")), "", "weekly")
    e.hits(vevent(rng("20270317T120000Z", "20270317T130000Z")), "weekly", "weekly")


@check("query-recurring-far-future", "RFC 4791 9.9 (an endless rule has no last instance)")
def _(e):
    e.hits(vevent(rng("20410304T080000Z", "20410304T083000Z")), "weekly", "weekly count")
    e.hits(vevent(rng("20410305T080000Z", "20410305T083000Z")), "", "weekly count")


@check("query-recurring-count-rdate", "RFC 5545 3.3.10, 3.8.5.2")
def _(e):
    e.hits(vevent(rng("20270605T100000Z", "20270605T110000Z")), "count", "count rdate")
    e.hits(vevent(rng("20270606T100000Z", "20270606T110000Z")), "", "count rdate")
    e.hits(vevent(rng("20270721T100000Z", "20270721T101000Z")), "rdate", "count rdate")


@check("query-recurring-across-dst", "RFC 5545 3.3.10 (local time is kept)")
def _(e):
    e.hits(vevent(rng("20270321T080000Z", "20270321T083000Z")), "paris", "paris")
    e.hits(vevent(rng("20270328T070000Z", "20270328T073000Z")), "paris", "paris")
    e.hits(vevent(rng("20270328T080000Z", "20270328T083000Z")), "", "paris")


@check("query-todo-timerange", "RFC 4791 9.9 (table for VTODO)")
def _(e):
    e.hits(vtodo(rng("20270311T000000Z", "20270312T000000Z")), "todo-due todo-open", "todo-due todo-open todo-done simple")


@check("query-component", "RFC 4791 9.7.1")
def _(e):
    e.hits(vtodo(), "todo-due todo-open todo-done")


@check("query-uncompleted-todos", "RFC 4791 7.8.9")
def _(e):
    e.hits(vtodo(pfil("COMPLETED", "<c:is-not-defined/>") + pfil("STATUS", tm("CANCELLED", negate_condition="yes"))), "", "todo-done")
    e.hits(vtodo(pfil("COMPLETED", "<c:is-not-defined/>")), "todo-due todo-open", "todo-due todo-open todo-done")


@check("query-prop-defined", "RFC 4791 9.7.2")
def _(e):
    e.hits(vevent(pfil("LOCATION")), "simple")
    e.hits(vevent(pfil("LOCATION", "<c:is-not-defined/>") + rng("20270310T000000Z", "20270311T000000Z")), "before after duration", "simple before after duration")


@check("query-text-match", "RFC 4791 9.7.5, i;ascii-casemap by default")
def _(e):
    e.hits(vevent(pfil("SUMMARY", tm("BUDGET"))), "simple")
    e.hits(vevent(pfil("SUMMARY", tm("get rev", collation="i;ascii-casemap"))), "simple")


@check("query-text-match-octet", "RFC 4791 7.5.1, i;octet")
def _(e):
    e.hits(vevent(pfil("SUMMARY", tm("Budget", collation="i;octet"))), "simple")
    e.hits(vevent(pfil("SUMMARY", tm("budget", collation="i;octet"))), "")


@check("query-text-match-negate", "RFC 4791 9.7.5")
def _(e):
    e.hits(vevent(pfil("SUMMARY", tm("budget", negate_condition="yes")) + rng("20270310T080000Z", "20270310T110000Z")), "before after duration", "simple before after duration")


@check("query-text-match-non-ascii-and-folded", "RFC 4791 9.7.5, RFC 5545 3.1")
def _(e):
    e.hits(vevent(pfil("SUMMARY", tm("au Café"))), "accents")
    e.hits(vevent(pfil("DESCRIPTION", tm("needle-in-the-fold"))), "accents")


@check("query-bad-collation", "RFC 4791 7.5.1 (supported-collation)")
def _(e):
    r = e.dav.report(e.qcal(), '<c:calendar-query><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR">%s</c:comp-filter></c:filter></c:calendar-query>' % vevent(pfil("SUMMARY", tm("x", collation="i;no-such"))))
    refused(r, "c:supported-collation")


@check("query-param-filter", "RFC 4791 9.7.3")
def _(e):
    e.hits(vevent(pfil("ATTENDEE", '<c:param-filter name="PARTSTAT">%s</c:param-filter>' % tm("NEEDS-ACTION"))), "invite")
    e.hits(vevent(pfil("ATTENDEE", '<c:param-filter name="PARTSTAT">%s</c:param-filter>' % tm("DECLINED"))), "")
    e.hits(vevent(pfil("ATTENDEE", tm("zoe@elsewhere") + '<c:param-filter name="PARTSTAT">%s</c:param-filter>' % tm("NEEDS-ACTION"))), "invite")


@check("query-param-on-same-property", "RFC 4791 9.7.2 (all tests hold for one property)")
def _(e):
    e.hits(vevent(pfil("ATTENDEE", tm("yan@elsewhere") + '<c:param-filter name="PARTSTAT">%s</c:param-filter>' % tm("NEEDS-ACTION"))), "")


@check("query-prop-timerange", "RFC 4791 9.7.2 (time-range in prop-filter)")
def _(e):
    e.hits(vtodo(pfil("COMPLETED", rng("20270212T000000Z", "20270213T000000Z"))), "todo-done")
    e.hits(vtodo(pfil("COMPLETED", rng("20270213T000000Z", "20270214T000000Z"))), "")


@check("query-alarm", "RFC 4791 7.8.5, 9.9")
def _(e):
    e.hits(vevent('<c:comp-filter name="VALARM">%s</c:comp-filter>' % rng("20270412T094000Z", "20270412T095000Z")), "alarm")
    e.hits(vevent('<c:comp-filter name="VALARM">%s</c:comp-filter>' % rng("20270412T100000Z", "20270412T103000Z")), "")


@check("query-comp-not-defined", "RFC 4791 9.7.4")
def _(e):
    e.hits(vevent('<c:comp-filter name="VALARM"><c:is-not-defined/></c:comp-filter>' + rng("20270412T000000Z", "20270413T000000Z")), "", "alarm simple accents")
    e.hits(vevent('<c:comp-filter name="VALARM"><c:is-not-defined/></c:comp-filter>' + rng("20270501T000000Z", "20270502T000000Z")), "accents", "alarm simple accents")


@check("query-invalid-filter", "RFC 4791 7.8 (valid-filter)")
def _(e):
    r = e.dav.report(e.qcal(), '<c:calendar-query><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VEVENT"/></c:filter></c:calendar-query>')
    need(r.status == 400 or (r.status in (403, 409) and (r.has("c:valid-filter") or r.has("c:supported-filter"))), "a filter not starting at VCALENDAR: expected 403 valid-filter, got %d" % r.status)
    r = e.dav.report(e.qcal(), '<c:calendar-query><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR">%s</c:comp-filter></c:filter></c:calendar-query>' % vevent(rng("2027-03-10", "tomorrow")))
    need(r.status in (400, 403, 409), "a time-range that is no time: expected 403 or 400, got %d" % r.status)


@check("query-returns-data-and-etag", "RFC 4791 7.8")
def _(e):
    m = e.query(vevent(pfil("LOCATION")), "<d:getetag/><c:calendar-data/>")
    need(len(m) == 1, "%d responses" % len(m))
    i = next(iter(m.values()))
    need(i.text("d:getetag") and "SUMMARY:Budget review" in (i.text("c:calendar-data") or ""), "no etag or data")
    m = e.query(vevent(pfil("LOCATION")), "<d:getetag/>")
    need(next(iter(m.values())).text("c:calendar-data") is None, "calendar-data though not asked for")


@check("query-partial-data", "RFC 4791 9.6.1, 7.8.1")
def _(e):
    d = '<c:calendar-data><c:comp name="VCALENDAR"><c:prop name="VERSION"/><c:comp name="VEVENT"><c:prop name="SUMMARY"/><c:prop name="UID"/></c:comp></c:comp></c:calendar-data>'
    t = next(iter(e.query(vevent(pfil("LOCATION")), d).values())).text("c:calendar-data") or ""
    need("SUMMARY:Budget review" in t and "UID:" in t and "VERSION:2.0" in t, "asked-for properties missing")
    need("DTSTART" not in t and "LOCATION" not in t and "PRODID" not in t, "more than asked for")


@check("query-expand", "RFC 4791 9.6.5")
def _(e):
    d = '<c:calendar-data><c:expand start="20270301T000000Z" end="20270401T000000Z"/></c:calendar-data>'
    m = e.query(vevent(rng("20270301T000000Z", "20270401T000000Z") + pfil("SUMMARY", tm("Weekly"))), d)
    t = next(iter(m.values())).text("c:calendar-data") or "" if m else ""
    need("RRULE" not in t and "EXDATE" not in t, "RRULE or EXDATE left")
    s = sorted(values(t, "DTSTART"))
    need(s == ["20270301T080000Z", "20270317T120000Z", "20270322T080000Z", "20270329T080000Z"], "DTSTARTs %s" % s)
    r = sorted(values(t, "RECURRENCE-ID"))
    need(r == ["20270301T080000Z", "20270315T080000Z", "20270322T080000Z", "20270329T080000Z"], "RECURRENCE-IDs %s" % r)


@check("query-expand-timezone-to-utc", "RFC 4791 9.6.5")
def _(e):
    d = '<c:calendar-data><c:expand start="20270320T000000Z" end="20270401T000000Z"/></c:calendar-data>'
    m = e.query(vevent(pfil("SUMMARY", tm("Sunday"))), d)
    t = next(iter(m.values())).text("c:calendar-data") or "" if m else ""
    s = sorted(values(t, "DTSTART"))
    need(s == ["20270321T080000Z", "20270328T070000Z"], "DTSTARTs %s" % s)
    need("VTIMEZONE" not in t, "VTIMEZONE left")


@check("query-limit-recurrence-set", "RFC 4791 9.6.6")
def _(e):
    d = '<c:calendar-data><c:limit-recurrence-set start="20270401T000000Z" end="20270501T000000Z"/></c:calendar-data>'
    t = next(iter(e.query(vevent(pfil("SUMMARY", tm("Weekly"))), d).values())).text("c:calendar-data") or ""
    need("RRULE" in t, "master lost")
    need("RECURRENCE-ID" not in t, "an override outside of the range is there")
    d = d.replace("20270401", "20270301").replace("20270501", "20270401")
    t = next(iter(e.query(vevent(pfil("SUMMARY", tm("Weekly"))), d).values())).text("c:calendar-data") or ""
    need("RECURRENCE-ID" in t and "RRULE" in t, "an override inside of the range is missing")


@check("multiget", "RFC 4791 7.9")
def _(e):
    c = e.qcal()
    p = up.urlsplit(c).path
    m = Multi(e.dav.report(c, "<c:calendar-multiget><d:prop><d:getetag/><c:calendar-data/></d:prop><d:href>%ssimple.ics</d:href><d:href>%snot-there.ics</d:href><d:href>%sweekly.ics</d:href></c:calendar-multiget>" % (p, p, p)))
    need(m.names() == {"simple.ics", "weekly.ics"} and m.names(404) == {"not-there.ics"}, "200: %s, 404: %s" % (sorted(m.names()), sorted(m.names(404))))
    t = m[up.unquote(p) + "simple.ics"].text("c:calendar-data") or ""
    need(t.replace("\r\n", "\n").strip() == e.dav.get(c + "simple.ics").text.replace("\r\n", "\n").strip(), "data differ from GET's")


@check("multiget-like-get", "RFC 4791 9.6 (line ends aside, XML turns CRLF into LF)")
def _(e):
    c = e.qcal()
    r = e.dav.report(c, "<c:calendar-multiget><d:prop><c:calendar-data/></d:prop><d:href>%saccents.ics</d:href></c:calendar-multiget>" % up.urlsplit(c).path)
    t = next(iter(Multi(r).values())).text("c:calendar-data") or ""
    g = status(e.dav.get(c + "accents.ics"), 200).text
    need(t.replace("\r\n", "\n") == g.replace("\r\n", "\n"), "calendar-data is not what GET gives")


@check("multiget-foreign-href", "RFC 4791 7.9 (hrefs outside of the request URI)")
def _(e):
    e.put(e.cal() + "foreign.ics", event(e.uid()))
    r = e.dav.report(e.qcal(), "<c:calendar-multiget><d:prop><c:calendar-data/></d:prop><d:href>%sforeign.ics</d:href><d:href>/etc/passwd</d:href></c:calendar-multiget>" % up.urlsplit(e.cal()).path)
    if r.status in (400, 403, 409):
        return
    m = Multi(r)
    need(all(i.status in (403, 404, 400) for h, i in m.items() if "passwd" in h), "/etc/passwd answered otherwise than 403/404")
    need(len(m) == 2, "%d responses for two hrefs" % len(m))


@check("report-unknown-refused", "RFC 3253 3.6 (DAV:supported-report)")
def _(e):
    r = e.dav.report(e.cal(), "<x:no-such-report/>")
    refused(r, "d:supported-report")


@check("free-busy-query", "RFC 4791 7.10")
def _(e):
    c = e.once("fbcal", lambda: e.new_cal("fb"))
    obj = ["DTSTART:20270601T090000Z\nDTEND:20270601T100000Z\nSUMMARY:a", "DTSTART:20270601T093000Z\nDTEND:20270601T110000Z\nSUMMARY:overlap",
           "DTSTART:20270602T090000Z\nDTEND:20270602T100000Z\nTRANSP:TRANSPARENT\nSUMMARY:t", "DTSTART:20270602T110000Z\nDTEND:20270602T120000Z\nSTATUS:CANCELLED\nSUMMARY:c",
           "DTSTART:20270603T090000Z\nDTEND:20270603T100000Z\nSTATUS:TENTATIVE\nSUMMARY:tent", "DTSTART:20270531T070000Z\nDTEND:20270531T080000Z\nRRULE:FREQ=DAILY;COUNT=20\nEXDATE:20270602T070000Z\nSUMMARY:r"]
    for k, o in enumerate(obj):
        e.put(c + "f%d.ics" % k, event(e.uid(), o))
    r = e.dav.report(c, '<c:free-busy-query><c:time-range start="20270601T000000Z" end="20270604T000000Z"/></c:free-busy-query>')
    status(r, 200)
    need("text/calendar" in r.get("Content-Type"), "Content-Type %s" % r.get("Content-Type"))
    need("BEGIN:VFREEBUSY" in r.text, "no VFREEBUSY")
    busy, tent = periods(r.text, "BUSY"), periods(r.text, "BUSY-TENTATIVE")
    want = [("20270601T070000Z", "20270601T080000Z"), ("20270601T090000Z", "20270601T110000Z"), ("20270603T070000Z", "20270603T080000Z")]
    need(busy == want, "BUSY %s" % busy)
    need(tent == [("20270603T090000Z", "20270603T100000Z")], "BUSY-TENTATIVE %s" % tent)


def periods(text, kind):
    """Merged FREEBUSY periods of that FBTYPE."""
    import datetime as dt
    f = "%Y%m%dT%H%M%SZ"
    out = []
    for l in unfold(text):
        m = re.match(r"FREEBUSY((?:;[^:]*)?):(.*)$", l, re.I)
        if not m:
            continue
        t = re.search(r"FBTYPE=([\w-]+)", m.group(1), re.I)
        if (t.group(1).upper() if t else "BUSY") != kind:
            continue
        for p in m.group(2).split(","):
            a, b = p.strip().split("/")
            s = dt.datetime.strptime(a, f)
            if b.startswith("P"):
                d = re.match(r"P(?:(\d+)W)?(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$", b)
                w, dd, h, mi, se = (int(x or 0) for x in d.groups())
                en = s + dt.timedelta(weeks=w, days=dd, hours=h, minutes=mi, seconds=se)
            else:
                en = dt.datetime.strptime(b, f)
            out.append((s, en))
    merged = []
    for s, en in sorted(out):
        if merged and s <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(en, merged[-1][1]))
        else:
            merged.append((s, en))
    return [(s.strftime(f), en.strftime(f)) for s, en in merged]


# ================================================================ CardDAV
@check("card-put-get", "RFC 6352 6.3.2")
def _(e):
    u = e.book() + "pg.vcf"
    r = status(e.dav.put(u, vcard(e.uid()), "text/vcard; charset=utf-8"), 201)
    g = status(e.dav.get(u), 200)
    need("text/vcard" in g.get("Content-Type"), "Content-Type %s" % g.get("Content-Type"))
    need(g.get("ETag") and g.get("ETag") == e.etag(u), "ETag %s, getetag %s" % (g.get("ETag"), e.etag(u)))


@check("card-invalid-refused", "RFC 6352 6.3.2.1")
def _(e):
    refused(e.dav.put(e.book() + "bad.vcf", "BEGIN:VCARD\r\nrubbish\r\n", "text/vcard"), "a:valid-address-data")


@check("card-media-type-refused", "RFC 6352 6.3.2.1")
def _(e):
    r = e.dav.put(e.book() + "txt.vcf", "hello", "text/plain")
    if r.status != 415:
        refused(r, "a:supported-address-data")


@check("card-no-uid-conflict", "RFC 6352 6.3.2.1")
def _(e):
    uid = e.uid()
    e.put(e.book() + "cu1.vcf", vcard(uid), "text/vcard")
    r = refused(e.dav.put(e.book() + "cu2.vcf", vcard(uid), "text/vcard"), "a:no-uid-conflict")
    need(any(up.unquote(x.text or "").endswith("cu1.vcf") for x in r.xml().iter(q("d:href"))), "without the DAV:href of the other")


@check("card-v4-accepted", "RFC 6352 3, RFC 6350")
def _(e):
    u = e.book() + "v4.vcf"
    t = vcard(e.uid(), "Vera Four", "KIND:individual\nEMAIL;PREF=1:v4@example.test\nRELATED;TYPE=friend:urn:uuid:1\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+1-555", "4.0")
    status(e.dav.put(u, t, "text/vcard; charset=utf-8"), 201, 204)
    g = e.dav.get(u, Accept="text/vcard; version=4.0")
    need("VERSION:4.0" in g.text and "RELATED" in g.text, "not given back as 4.0")


@check("card-version-negotiation", "RFC 6352 5.1.1, 10.4 (4.0 asked for as 3.0)")
def _(e):
    u = e.book() + "v43.vcf"
    e.put(u, vcard(e.uid(), "Vic Four", "EMAIL;PREF=1:v43@example.test", "4.0"), "text/vcard; charset=utf-8")
    m = Multi(e.dav.report(e.book(), '<a:addressbook-multiget><d:prop><a:address-data content-type="text/vcard" version="3.0"/></d:prop><d:href>%s</d:href></a:addressbook-multiget>' % up.urlsplit(u).path))
    t = next(iter(m.values())).text("a:address-data") or ""
    need("VERSION:3.0" in t and "v43@example.test" in t, "address-data version=3.0 gave %r" % t[:50])


@check("card-group-kept", "RFC 6350 6.6.5, Apple's vCard 3 groups")
def _(e):
    u = e.book() + "grp.vcf"
    t = vcard(e.uid(), "Team One", "X-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a1\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a2")
    e.put(u, t, "text/vcard; charset=utf-8")
    g = e.dav.get(u).text
    need(g.count("X-ADDRESSBOOKSERVER-MEMBER") == 2 and "X-ADDRESSBOOKSERVER-KIND:group" in g, "group lines lost")


@check("card-query-contains", "RFC 6352 10.5.4, i;unicode-casemap by default")
def _(e):
    e.chits(flt(af("FN", at("SMITH"))), "ann bea")
    e.chits(flt(af("FN", at("MÜLLER"))), "jur")


@check("card-query-match-types", "RFC 6352 10.5.4")
def _(e):
    e.chits(flt(af("FN", at("ann smith", "equals"))), "ann")
    e.chits(flt(af("FN", at("ann", "starts-with"))), "ann")
    e.chits(flt(af("FN", at("smith", "ends-with"))), "ann")
    e.chits(flt(af("FN", at("smith", "equals"))), "")


@check("card-query-anyof-allof", "RFC 6352 10.5")
def _(e):
    a, b = af("FN", at("smith")), af("EMAIL", at("bea@"))
    e.chits(flt(a + b, "anyof"), "ann bea")
    e.chits(flt(a + b, "allof"), "bea")
    e.chits(flt(a + af("FN", at("müller"))), "ann bea jur")
    e.chits(flt(af("FN", at("ann") + at("smithers"), ' test="allof"')), "")
    e.chits(flt(af("FN", at("ann") + at("smithers"), ' test="anyof"')), "ann bea")


@check("card-query-negate", "RFC 6352 10.5.4")
def _(e):
    e.chits(flt(af("FN", at("smith", negate_condition="yes"))), "jur grp")


@check("card-query-not-defined", "RFC 6352 10.5.2")
def _(e):
    e.chits(flt(af("TEL", "<a:is-not-defined/>")), "jur grp")
    e.chits(flt(af("NICKNAME")), "ann")


@check("card-query-param", "RFC 6352 10.5.3")
def _(e):
    e.chits(flt(af("EMAIL", '<a:param-filter name="TYPE">%s</a:param-filter>' % at("home", "equals"))), "bea")
    e.chits(flt(af("TEL", '<a:param-filter name="TYPE">%s</a:param-filter>' % at("fax", "equals"))), "")


@check("card-query-grouped-property", "RFC 6352 10.5.1 (a name without group matches any group)")
def _(e):
    e.chits(flt(af("EMAIL", at("grouped.test"))), "grp")


@check("card-query-bad-collation", "RFC 6352 8.3 (supported-collation)")
def _(e):
    r = e.dav.report(e.qbook(), "<a:addressbook-query><d:prop><d:getetag/></d:prop>%s</a:addressbook-query>" % flt(af("FN", at("x", collation="i;no-such"))))
    refused(r, "a:supported-collation")


@check("card-query-limit", "RFC 6352 8.6.1, 8.6.2")
def _(e):
    m = e.cquery(flt(af("FN")), extra="<a:limit><a:nresults>2</a:nresults></a:limit>")
    need(len(m.names()) == 2, "limit 2 gave %d" % len(m.names()))
    need(any(i.status == 507 for i in m.values()), "truncated without a 507 response")


@check("card-data-subset", "RFC 6352 10.4.2")
def _(e):
    d = '<a:address-data><a:prop name="VERSION"/><a:prop name="UID"/><a:prop name="FN"/></a:address-data>'
    t = next(iter(e.cquery(flt(af("NICKNAME")), d).values())).text("a:address-data") or ""
    need("FN:Ann Smith" in t and "UID:" in t, "asked-for properties missing")
    need("EMAIL" not in t and "TEL" not in t, "more than asked for")


@check("card-multiget", "RFC 6352 8.7")
def _(e):
    b = e.qbook()
    p = up.urlsplit(b).path
    m = Multi(e.dav.report(b, "<a:addressbook-multiget><d:prop><d:getetag/><a:address-data/></d:prop><d:href>%sann.vcf</d:href><d:href>%snone.vcf</d:href></a:addressbook-multiget>" % (p, p)))
    need(m.names() == {"ann.vcf"} and m.names(404) == {"none.vcf"}, "200: %s, 404: %s" % (sorted(m.names()), sorted(m.names(404))))
    need("FN:Ann Smith" in (m[up.unquote(p) + "ann.vcf"].text("a:address-data") or ""), "no address-data")


# ================================================================ ACL
@check("privilege-set", "RFC 3744 5.4")
def _(e):
    p = e.dav.props(e.cal(), "d:current-user-privilege-set").prop("d:current-user-privilege-set")
    have = {x.tag for v in (p if p is not None else []) for x in v}
    need(q("d:all") in have or {q("d:read"), q("d:write")} <= have, "owner has %s" % sorted(h.split("}")[1] for h in have))


@check("owner", "RFC 3744 5.1")
def _(e):
    h = e.dav.props(e.cal(), "d:owner").href_of("d:owner")
    need(h and e.dav.abs(h).rstrip("/") == e.principal.rstrip("/"), "owner %r, principal %r" % (h, e.principal))


@check("acl-properties", "RFC 3744 5.3, 5.5")
def _(e):
    i = e.dav.props(e.cal(), "d:supported-privilege-set", "d:acl")
    need(i.prop("d:supported-privilege-set") is not None and len(list(i.prop("d:supported-privilege-set").iter(q("d:privilege")))) > 1, "no supported-privilege-set")
    need(i.prop("d:acl") is not None and i.prop("d:acl").find(q("d:ace")) is not None, "no DAV:acl with an ace")


@check("principal-property-search", "RFC 3744 9.4")
def _(e):
    r = e.dav.report(e.me.href_of("d:principal-collection-set") or e.principal, "<d:principal-property-search><d:property-search><d:prop><d:displayname/></d:prop><d:match>%s</d:match></d:property-search><d:prop><d:displayname/><c:calendar-user-address-set/></d:prop></d:principal-property-search>" % esc((e.me.text("d:displayname") or e.a.user)[:4]), depth=0)
    m = Multi(r)
    need(any(e.dav.abs(i.raw_href).rstrip("/") == e.principal.rstrip("/") for i in m.values()), "own principal not found by its display name")


@check("principal-search-property-set", "RFC 3744 9.5")
def _(e):
    r = e.dav.report(e.me.href_of("d:principal-collection-set") or e.principal, "<d:principal-search-property-set/>", depth=0)
    status(r, 200)
    need(r.has("d:principal-search-property"), "nothing searchable")


@check("principal-match-self", "RFC 3744 9.3")
def _(e):
    r = e.dav.report(e.me.href_of("d:principal-collection-set") or e.principal, "<d:principal-match><d:self/></d:principal-match>", depth=0)
    m = Multi(r)
    need(any(e.dav.abs(i.raw_href).rstrip("/") == e.principal.rstrip("/") for i in m.values()), "self not among %s" % sorted(m))


@check("expand-property", "RFC 3253 3.8")
def _(e):
    r = e.dav.report(e.cal(), '<d:expand-property><d:property name="current-user-principal"><d:property name="displayname"/></d:property></d:expand-property>', depth=0)
    i = next(iter(Multi(r).values()), None)
    p = i.prop("d:current-user-principal") if i else None
    need(p is not None and p.find(q("d:response")) is not None and p.find(".//" + q("d:displayname")) is not None, "no nested response")


def bob(e):
    need(e.dav2 is not None, "no second account given")
    return e.dav2


@check("other-user-cannot-read", "RFC 3744 3, CWE-639", True)
def _(e):
    b, c = bob(e), e.cal("private")
    e.put(c + "s.ics", event(e.uid(), PLAIN % "topsecret"))
    for what, r in (("PROPFIND", b.propfind(c, "d:displayname", depth=1)), ("GET", b.get(c + "s.ics")), ("HEAD", b.request("HEAD", c + "s.ics")),
                    ("sync", b.sync(c)), ("query", b.report(c, '<c:calendar-query><d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>')),
                    ("multiget", b.report(c, "<c:calendar-multiget><d:prop><c:calendar-data/></d:prop><d:href>%ss.ics</d:href></c:calendar-multiget>" % up.urlsplit(c).path))):
        need("topsecret" not in r.text, "%s shows the content" % what)
        if what == "multiget" and r.status == 207:
            need(all(i.status in (403, 404) or i.bad and not i.props for i in Multi(r).values()), "multiget answers 200")
        else:
            need(denied(r), "%s gave %d" % (what, r.status))


@check("other-user-cannot-write", "RFC 3744 3, CWE-639", True)
def _(e):
    b, c = bob(e), e.cal("private")
    e.put(c + "w.ics", event(e.uid(), PLAIN % "mine"))
    for what, r in (("PUT", b.put(c + "w.ics", event(e.uid()))), ("PUT new", b.put(c + "w2.ics", event(e.uid()))), ("DELETE", b.delete(c + "w.ics")), ("DELETE calendar", b.delete(c)),
                    ("PROPPATCH", b.proppatch(c, "<d:displayname>x</d:displayname>")), ("MKCALENDAR", b.request("MKCALENDAR", e.calhome + e.tag + "-bob/"))):
        need(denied(r) or (r.status == 207 and what == "PROPPATCH" and all(i.bad for i in Multi(r).values())), "%s gave %d" % (what, r.status))
    need("mine" in status(e.dav.get(c + "w.ics"), 200).text, "content changed")


@check("other-user-multiget-through-own", "CWE-639", True)
def _(e):
    b, c = bob(e), e.cal("private")
    e.put(c + "mg.ics", event(e.uid(), PLAIN % "topsecret"))
    own = b.abs(home_of(b) or e.a.url)
    r = b.report(own, "<c:calendar-multiget><d:prop><c:calendar-data/></d:prop><d:href>%smg.ics</d:href></c:calendar-multiget>" % up.urlsplit(c).path)
    need("topsecret" not in r.text, "alice's event is shown through bob's home")


@check("other-user-copy-from", "CWE-639", True)
def _(e):
    b, c = bob(e), e.cal("private")
    e.put(c + "cp.ics", event(e.uid(), PLAIN % "topsecret"))
    h = b.abs(home_of(b)).rstrip("/") + "/" + e.tag + "b/"
    b.request("MKCALENDAR", h)
    r = b.request("COPY", c + "cp.ics", headers={"Destination": h + "cp.ics"})
    r2 = b.request("MOVE", c + "cp.ics", headers={"Destination": h + "cp2.ics"})
    b.delete(h)
    need(denied(r) and denied(r2), "COPY gave %d, MOVE %d" % (r.status, r2.status))
    status(e.dav.get(c + "cp.ics"), 200)


def home_of(d):
    p = d.props(d.base, "d:current-user-principal", "c:calendar-home-set")
    h = p.href_of("c:calendar-home-set")
    if p.href_of("d:current-user-principal"):
        h = d.props(p.href_of("d:current-user-principal"), "c:calendar-home-set").href_of("c:calendar-home-set") or h
    return h


# ================================================================ Prefer, POST, resource-id
@check("prefer-minimal-propfind", "RFC 8144 2.1")
def _(e):
    r = e.dav.propfind(e.cal(), "d:displayname", "x:none", headers={"Prefer": "return=minimal"})
    i = next(iter(Multi(r).values()), None)
    need(i is not None and q("d:displayname") in i.props, "displayname missing")
    need(not i.bad, "404 propstat sent")
    need("return=minimal" in r.get("Preference-Applied"), "no Preference-Applied")


@check("prefer-minimal-report", "RFC 8144 2.1")
def _(e):
    r = e.dav.report(e.qcal(), '<c:calendar-query><d:prop><d:getetag/><x:none/></d:prop><c:filter><c:comp-filter name="VCALENDAR">%s</c:comp-filter></c:filter></c:calendar-query>' % vevent(pfil("LOCATION")), headers={"Prefer": "return=minimal"})
    i = next(iter(Multi(r).values()), None)
    need(i is not None and i.text("d:getetag") and not i.bad, "404 propstat sent")


@check("prefer-minimal-proppatch", "RFC 8144 2.1")
def _(e):
    r = e.dav.request("PROPPATCH", e.cal("pp"), "<d:propertyupdate %s><d:set><d:prop><d:displayname>z</d:displayname></d:prop></d:set></d:propertyupdate>" % XMLNS, {"Prefer": "return=minimal"})
    status(r, 200, 204)


@check("prefer-representation-put", "RFC 8144 2.2 (RFC 7240 4.2)")
def _(e):
    t = event(e.uid())
    r = status(e.dav.put(e.cal() + "rep.ics", t, Prefer="return=representation"), 201, 200)
    need("BEGIN:VEVENT" in r.text, "no body")
    need(r.get("ETag") == e.etag(e.cal() + "rep.ics"), "ETag %r" % r.get("ETag"))


@check("prefer-representation-412", "RFC 8144 3.2")
def _(e):
    u = e.cal() + "rep412.ics"
    e.put(u, event(e.uid()))
    r = status(e.dav.put(u, event(e.uid()), If_Match='"stale"', Prefer="return=representation"), 412)
    need("BEGIN:VEVENT" in r.text, "412 without the current representation")


@check("prefer-depth-noroot", "RFC 8144 2.1 (depth-noroot)")
def _(e):
    r = e.dav.propfind(e.qcal(), "d:getetag", depth=1, headers={"Prefer": "depth-noroot"})
    m = Multi(r)
    need(m and not any(h.rstrip("/") == up.unquote(up.urlsplit(e.qcal()).path).rstrip("/") for h in m), "the collection itself is listed")


@check("post-add-member", "RFC 5995 3")
def _(e):
    h = e.dav.props(e.cal(), "d:add-member").href_of("d:add-member")
    need(h, "no DAV:add-member property")
    r = e.dav.request("POST", h, event(e.uid()), {"Content-Type": "text/calendar; charset=utf-8"})
    status(r, 201)
    loc = r.get("Location") or r.get("Content-Location")
    need(loc, "no Location")
    status(e.dav.get(e.dav.abs(loc)), 200)


@check("resource-id", "RFC 5842 3.1")
def _(e):
    a, b = e.cal("cm1"), e.cal("cm2")
    e.put(a + "rid.ics", event(e.uid()))
    i1 = e.dav.props(a + "rid.ics", "d:resource-id").href_of("d:resource-id")
    need(i1, "no DAV:resource-id")
    status(e.dav.request("MOVE", a + "rid.ics", headers={"Destination": e.dav.abs(b + "rid.ics")}), 201, 200, 204)
    i2 = e.dav.props(b + "rid.ics", "d:resource-id").href_of("d:resource-id")
    need(i1 == i2, "changed by a MOVE: %s, %s" % (i1, i2))


@check("managed-attachment", "RFC 8607 3.4")
def _(e):
    r = e.dav.request("OPTIONS", e.cal())
    need("calendar-managed-attachments" in r.get("DAV"), "DAV header lacks calendar-managed-attachments")
    u = e.cal() + "att.ics"
    e.put(u, event(e.uid()))
    r = e.dav.request("POST", u + "?action=attachment-add", b"hello attachment", {"Content-Type": "text/plain", "Content-Disposition": 'attachment; filename="a.txt"'})
    status(r, 201, 200, 204)
    need(r.get("Cal-Managed-ID"), "no Cal-Managed-ID")
    t = e.dav.get(u).text
    need("MANAGED-ID=" in "".join(unfold(t)), "no ATTACH;MANAGED-ID in the event")
    v = values(t, "ATTACH")
    need(v and e.dav.get(v[0]).body == b"hello attachment", "attachment not served")


@check("timezone-by-reference", "RFC 7809 3.1.1, 3.1.3")
def _(e):
    r = e.dav.request("OPTIONS", e.cal())
    need("calendar-no-timezone" in r.get("DAV"), "DAV header lacks calendar-no-timezone")
    u = e.cal() + "notz.ics"
    e.put(u, event(e.uid(), "DTSTART;TZID=Europe/Paris:20270601T090000\nDTEND;TZID=Europe/Paris:20270601T100000\nSUMMARY:x"))
    g = e.dav.get(u, CalDAV_Timezones="F")
    need("Europe/Paris" in g.text, "TZID lost")


# ================================================================ scheduling
def addr(d):
    p = d.props(d.base, "d:current-user-principal").href_of("d:current-user-principal") or d.base
    s = d.props(p, "c:calendar-user-address-set", "c:schedule-inbox-URL", "c:schedule-outbox-URL")
    a = [h.text for h in (s.prop("c:calendar-user-address-set") if s.prop("c:calendar-user-address-set") is not None else []) if (h.text or "").lower().startswith("mailto:")]
    need(a, "no mailto: in calendar-user-address-set of %s" % d.user)
    return a[0], s.href_of("c:schedule-inbox-URL"), s.href_of("c:schedule-outbox-URL")


@check("schedule-inbox-outbox", "RFC 6638 2.1.1, 2.2.1")
def _(e):
    i, o = e.me.href_of("c:schedule-inbox-URL"), e.me.href_of("c:schedule-outbox-URL")
    need(i and o, "no schedule-inbox-URL or schedule-outbox-URL on the principal")
    need(q("c:schedule-inbox") in e.dav.props(i, "d:resourcetype").kinds(), "inbox without the resource type")
    need(q("c:schedule-outbox") in e.dav.props(o, "d:resourcetype").kinds(), "outbox without the resource type")


@check("schedule-default-calendar", "RFC 6638 9.2")
def _(e):
    need(e.me.href_of("c:schedule-inbox-URL"), "no inbox")
    h = e.dav.props(e.me.href_of("c:schedule-inbox-URL"), "c:schedule-default-calendar-URL").href_of("c:schedule-default-calendar-URL")
    need(h, "no schedule-default-calendar-URL on the inbox")
    need(q("c:calendar") in e.dav.props(h, "d:resourcetype").kinds(), "it is no calendar")


@check("schedule-outbox-freebusy", "RFC 6638 5", True)
def _(e):
    b = bob(e)
    (me, _, out), (him, _, _) = addr(e.dav), addr(b)
    need(out, "no outbox")
    t = ics(comp("VFREEBUSY", e.uid(), "DTSTART:20270601T000000Z\nDTEND:20270602T000000Z\nORGANIZER:%s\nATTENDEE:%s\nATTENDEE:mailto:nobody-here@unknown.test" % (me, him))).replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:REQUEST")
    r = e.dav.request("POST", out, t, {"Content-Type": "text/calendar; charset=utf-8", "Originator": me, "Recipient": him})
    status(r, 200)
    root = r.xml()
    got = {}
    for x in root.iter(q("c:response")):
        h = x.find(q("c:recipient"))
        h = (h.findtext(q("d:href")) or h.text or "").strip()
        got[h.lower()] = (x.findtext(q("c:request-status")) or "", x.findtext(q("c:calendar-data")) or "")
    need(him.lower() in got, "no response for %s" % him)
    need(got[him.lower()][0].startswith("2."), "request-status %r" % got[him.lower()][0])
    need("BEGIN:VFREEBUSY" in got[him.lower()][1], "no VFREEBUSY for %s" % him)
    other = got.get("mailto:nobody-here@unknown.test")
    need(other is None or other[0].startswith(("3.", "5.")), "unknown user answered %r" % (other,))


def arrived(b, uid, tries=20):
    """bob's copies of an object by UID, in any of his calendars: {href: text}."""
    home = b.abs(home_of(b))
    if "calendar-auto-schedule" not in b.request("OPTIONS", home).get("DAV"):
        return {}                                             # says itself that it delivers nothing (RFC 6638 2): not waited for
    for k in range(tries):
        out = {}
        for h, i in b.list(home, "d:resourcetype").items():
            if q("c:calendar") in i.kinds() and "inbox" not in h.lower() and "outbox" not in h.lower():
                r = b.report(i.raw_href, '<c:calendar-query><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR">%s</c:comp-filter></c:filter></c:calendar-query>' % vevent(pfil("UID", tm(uid))))
                if r.status == 207:
                    out.update({j.raw_href: j.text("c:calendar-data") for j in Multi(r).values() if uid in (j.text("c:calendar-data") or "")})
        if out:
            return out
        time.sleep(0.25)
    return {}


def meeting(e, uid, seq=0, summary="Planning"):
    (me, _, _), (him, _, _) = addr(e.dav), addr(bob(e))
    return ics(comp("VEVENT", uid, "DTSTART:20270615T090000Z\nDTEND:20270615T100000Z\nSEQUENCE:%d\nSUMMARY:%s\nORGANIZER:%s\nATTENDEE;PARTSTAT=ACCEPTED:%s\nATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:%s" % (seq, summary, me, me, him)))


@check("schedule-tag", "RFC 6638 3.2.10", True)
def _(e):
    u, uid = e.cal("sched") + "stag.ics", e.uid()
    status(e.dav.put(u, meeting(e, uid)), 201)
    g = e.dav.get(u)
    t = g.get("Schedule-Tag")
    need(t, "GET without Schedule-Tag")
    need((e.dav.props(u, "c:schedule-tag").text("c:schedule-tag") or "") == t, "schedule-tag property differs")
    status(e.dav.put(u, meeting(e, uid, 1), If_Schedule_Tag_Match='"stale"'), 412)
    e.dav.delete(u)


@check("schedule-deliver-request", "RFC 6638 3.2.1, 4.1", True)
def _(e):
    u, uid = e.cal("sched") + "del.ics", e.uid()
    status(e.dav.put(u, meeting(e, uid)), 201)
    got = arrived(bob(e), uid)
    need(got, "not in any of bob's calendars within 5 s")
    need("ORGANIZER" in next(iter(got.values())) and "Planning" in next(iter(got.values())), "content %r" % next(iter(got.values()))[:60])
    need("SCHEDULE-STATUS" in "".join(unfold(e.dav.get(u).text)), "organizer's copy without SCHEDULE-STATUS")
    e.dav.delete(u)
    time.sleep(0.5)
    left = arrived(bob(e), uid, 1)
    need(all("STATUS:CANCELLED" in t for t in left.values()), "deleted by the organizer, still confirmed at bob's")
    for h in left:
        bob(e).delete(h)


@check("schedule-reply", "RFC 6638 3.2.2", True)
def _(e):
    u, uid = e.cal("sched") + "rep.ics", e.uid()
    status(e.dav.put(u, meeting(e, uid)), 201)
    got = arrived(bob(e), uid)
    need(got, "not delivered to bob")
    h, t = next(iter(got.items()))
    flat = "\r\n".join(unfold(t))
    (him, _, _) = addr(bob(e))
    new = "\r\n".join(re.sub("PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED", l) if l.upper().startswith("ATTENDEE") and him.lower() in l.lower() else l for l in unfold(t))
    need(new != flat, "bob's ATTENDEE is not NEEDS-ACTION in his copy")
    status(bob(e).put(bob(e).abs(h), new), 200, 201, 204)
    for _ in range(20):
        a = [l for l in unfold(e.dav.get(u).text) if l.upper().startswith("ATTENDEE") and him.lower() in l.lower()]
        if a and "PARTSTAT=ACCEPTED" in a[0]:
            break
        time.sleep(0.25)
    else:
        raise Fail("the organizer's copy still says %s" % (a[0] if a else "nothing"))
    e.dav.delete(u)


@check("schedule-attendee-may-not-change-time", "RFC 6638 3.2.2.1 (allowed-attendee-scheduling-object-change)", True)
def _(e):
    u, uid = e.cal("sched") + "att.ics", e.uid()
    status(e.dav.put(u, meeting(e, uid)), 201)
    got = arrived(bob(e), uid)
    need(got, "not delivered to bob")
    h, t = next(iter(got.items()))
    r = bob(e).put(bob(e).abs(h), t.replace("20270615T090000Z", "20270615T070000Z"))
    if r.status in (200, 201, 204):
        need("DTSTART:20270615T090000Z" in e.dav.get(u).text, "the organizer's event was changed by an attendee")
    else:
        refused(r, "c:allowed-attendee-scheduling-object-change")
    e.dav.delete(u)


@check("calendar-availability", "RFC 7953 7.2.4")
def _(e):
    i = e.me.href_of("c:schedule-inbox-URL")
    need(i, "no inbox")
    v = ics("BEGIN:VAVAILABILITY\nUID:%s\nDTSTAMP:20260101T000000Z\nBUSYTYPE:BUSY-UNAVAILABLE\nBEGIN:AVAILABLE\nUID:%s\nDTSTAMP:20260101T000000Z\nDTSTART:20270104T080000Z\nDTEND:20270104T170000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\nEND:AVAILABLE\nEND:VAVAILABILITY" % (e.uid(), e.uid()))
    m = next(iter(Multi(e.dav.proppatch(i, "<c:calendar-availability>%s</c:calendar-availability>" % esc(v))).values()))
    need(q("c:calendar-availability") not in m.bad, "refused with %s" % m.bad.get(q("c:calendar-availability")))
    t = e.dav.props(i, "c:calendar-availability").text("c:calendar-availability") or ""
    e.dav.proppatch(i, remove="<c:calendar-availability/>")
    need("BEGIN:AVAILABLE" in t, "not kept")


# ================================================================ running
def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("url", nargs="?", default="http://localhost:8080/dav/")
    ap.add_argument("--user", default="alice@example.test")
    ap.add_argument("--password", default="secret")
    ap.add_argument("--user2", help="a second account, without rights on the first one's collections")
    ap.add_argument("--password2", default="secret")
    ap.add_argument("--single", action="store_true", help="the server has no accounts: checks that need two are failed")
    ap.add_argument("--only", action="append", default=[], help="run the checks whose name contains this word; may be repeated")
    ap.add_argument("--list", action="store_true")
    ap.add_argument("--json")
    ap.add_argument("-v", action="store_true", help="show where an unexpected exception came from")
    a = ap.parse_args()
    todo = [c for c in CHECKS if not a.only or any(w in c[0] for w in a.only)]
    if a.list:
        for n, rfc, two, _ in todo:
            print("%-40s %s" % (n, rfc))
        return 0
    try:
        e = Env(a)
    except Exception as x:
        print("FAIL start: no DAV server at %s (%s)\n0 passed, %d failed" % (a.url, x, len(todo)))
        return 1
    out = []
    for name, rfc, two, f in todo:
        t = time.time()
        try:
            if two and a.single:
                raise Fail("the server has no accounts")
            f(e)
            ok, why = True, rfc
        except Fail as x:
            ok, why = False, "%s [%s]" % (x, rfc)
        except Exception as x:
            if a.v:
                traceback.print_exc()
            ok, why = False, "unexpected answer: %s: %s [%s]" % (type(x).__name__, x, rfc)
        out.append({"name": name, "passed": ok, "why": why, "rfc": rfc, "seconds": round(time.time() - t, 3)})
        print("%s %s: %s" % ("PASS" if ok else "FAIL", name, why), flush=True)
    e.clean()
    p = sum(o["passed"] for o in out)
    if a.json:
        with open(a.json, "w") as fh:
            json.dump({"url": a.url, "passed": p, "failed": len(out) - p, "checks": out}, fh, indent=1, ensure_ascii=False)
    print("%d passed, %d failed" % (p, len(out) - p))
    return 0 if p == len(out) else 1


if __name__ == "__main__":
    sys.exit(main())
