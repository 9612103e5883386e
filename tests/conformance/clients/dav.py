#!/usr/bin/python3 -B
"""What the server holds, seen without the client under test:  dav.py URL USER PASSWORD COMMAND [ARG...]
  home | bookhome | principal        the address
  mkcal NAME | mkbook NAME           makes a collection, prints its address
  ls COLLECTION                      names of the members
  get ADDRESS | put ADDRESS FILE | rm ADDRESS
  grep COLLECTION TEXT               bodies of the members that contain TEXT (exit status 1 when none)
  prop ADDRESS PREFIX:NAME           text of a property"""
import os, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from davlib import Dav, Fail, Multi, XMLNS, q

url, user, password, cmd, args = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:]
d = Dav(url, user, password)


def find():
    i = d.props(url, "d:current-user-principal", "c:calendar-home-set", "a:addressbook-home-set")
    p = d.abs(i.href_of("d:current-user-principal") or url)
    j = d.props(p, "c:calendar-home-set", "a:addressbook-home-set")
    pick = lambda n: d.abs(j.href_of(n) or i.href_of(n) or url).rstrip("/") + "/"
    return p, pick("c:calendar-home-set"), pick("a:addressbook-home-set")


def main():
    if cmd in ("principal", "home", "bookhome"):
        print(find()[("principal", "home", "bookhome").index(cmd)])
    elif cmd == "mkcal":
        u = find()[1] + args[0] + "/"
        r = d.request("MKCALENDAR", u, "<c:mkcalendar %s><d:set><d:prop><d:displayname>%s</d:displayname></d:prop></d:set></c:mkcalendar>" % (XMLNS, args[0]))
        print(u)
        return 0 if r.status in (200, 201, 207) else "MKCALENDAR %d" % r.status
    elif cmd == "mkbook":
        u = find()[2] + args[0] + "/"
        r = d.request("MKCOL", u, "<d:mkcol %s><d:set><d:prop><d:resourcetype><d:collection/><a:addressbook/></d:resourcetype><d:displayname>%s</d:displayname></d:prop></d:set></d:mkcol>" % (XMLNS, args[0]))
        print(u)
        return 0 if r.status in (200, 201, 207) else "MKCOL %d" % r.status
    elif cmd == "ls":
        print("\n".join(sorted(d.list(args[0], "d:getetag").names())))
    elif cmd == "get":
        r = d.get(args[0])
        sys.stdout.write(r.text)
        return 0 if r.status == 200 else "GET %d" % r.status
    elif cmd == "put":
        t = open(args[1], "rb").read()
        r = d.put(args[0], t, "text/vcard; charset=utf-8" if t.startswith(b"BEGIN:VCARD") else "text/calendar; charset=utf-8")
        return 0 if r.status in (200, 201, 204) else "PUT %d" % r.status
    elif cmd == "rm":
        r = d.delete(args[0])
        return 0 if r.status in (200, 204) else "DELETE %d" % r.status
    elif cmd == "grep":
        hit = [t for t in (d.get(d.abs(i.raw_href)).text for h, i in d.list(args[0], "d:getetag").items() if not h.endswith("/")) if args[1] in t]
        print("\n".join(hit))
        return 0 if hit else 1
    elif cmd == "prop":
        print(d.props(args[0], args[1]).text(args[1]) or "")
    else:
        return __doc__


try:
    sys.exit(main())
except Fail as e:
    sys.exit(str(e))
