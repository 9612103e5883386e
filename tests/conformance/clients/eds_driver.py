"""Runs inside a session bus of its own, started by eds.sh: drives evolution-data-server's CalDAV and CardDAV backends (the ones
behind GNOME Calendar, Contacts and Evolution) as an application would.  Arguments: CALENDAR TASKS BOOK USER PASSWORD"""
import os, subprocess, sys, threading, time, urllib.parse as up
import gi
for n, v in (("ECal", "2.0"), ("EBook", "1.2"), ("EBookContacts", "1.2"), ("EDataServer", "1.2"), ("ICalGLib", "3.0")):
    gi.require_version(n, v)
from gi.repository import EBook, EBookContacts, ECal, EDataServer, GLib, ICalGLib

cal, tasks, book, user, password = sys.argv[1:6]
here, home = sys.path[0], os.environ["HOME"]
count = [0, 0]
threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
registry = EDataServer.SourceRegistry.new_sync(None)


def step(name):
    def run(f):
        try:
            r = f()
            assert r is None or r, "not so"
            count[0] += 1
            print("PASS", name, flush=True)
            return r
        except Exception as e:
            count[1] += 1
            print("FAIL %s: %s" % (name, " ".join(str(e).split())[:170]), flush=True)
    return run


def source(address, name, kind, backend):
    u = up.urlsplit(address)
    s = EDataServer.Source.new(None, None)
    s.set_display_name(name)
    s.set_parent("local-stub")
    s.get_extension(kind).set_backend_name(backend)
    a = s.get_extension(EDataServer.SOURCE_EXTENSION_AUTHENTICATION)
    a.set_host(u.hostname)
    a.set_port(u.port or 80)
    a.set_user(user)
    a.set_method("plain/password")
    s.get_extension(EDataServer.SOURCE_EXTENSION_SECURITY).set_method("none")
    w = s.get_extension(EDataServer.SOURCE_EXTENSION_WEBDAV_BACKEND)
    w.set_resource_path(u.path)
    s.get_extension(EDataServer.SOURCE_EXTENSION_OFFLINE).set_stay_synchronized(True)
    s.store_password_sync(password, True, None)
    registry.commit_source_sync(s, None)
    return registry.ref_source(s.get_uid())


def other(*a):
    """Through the plain HTTP client beside it: what the server holds."""
    return subprocess.run(["/usr/bin/python3", here + "/dav.py", cal, user, password, *a], capture_output=True, text=True)


def wait(f, seconds=20):
    for _ in range(seconds * 5):
        if f():
            return True
        time.sleep(0.2)
    return False


def ev(uid, summary, more=""):
    return "BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20270310T090000Z\r\nDTEND:20270310T100000Z\r\nSUMMARY:%s\r\n%sEND:VEVENT\r\n" % (uid, summary, more)


S = {}
tag = "eds%d" % (time.time() % 1000000)


@step("open calendar")
def _():
    S["src"] = source(cal, "cal", EDataServer.SOURCE_EXTENSION_CALENDAR, "caldav")
    S["c"] = ECal.Client.connect_sync(S["src"], ECal.ClientSourceType.EVENTS, 15, None)
    return wait(lambda: not S["c"].is_readonly(), 15)


@step("create event")
def _():
    ok, uid = S["c"].create_object_sync(ICalGLib.Component.new_from_string(ev(tag + "a", "From Evolution", "X-KEEP;X-P=1:kept\r\n")), ECal.OperationFlags.NONE, None)
    S["uid"] = uid
    return other("grep", cal, "SUMMARY:From Evolution").returncode == 0


@step("create weekly event")
def _():
    S["c"].create_object_sync(ICalGLib.Component.new_from_string(ev(tag + "w", "Weekly", "RRULE:FREQ=WEEKLY;COUNT=5\r\n")), ECal.OperationFlags.NONE, None)
    return other("grep", cal, "RRULE:FREQ=WEEKLY").returncode == 0


@step("change one instance")
def _():
    c = ICalGLib.Component.new_from_string(ev(tag + "w", "Weekly moved", "RECURRENCE-ID:20270317T090000Z\r\n").replace("20270310T", "20270317T"))
    S["c"].modify_object_sync(c, ECal.ObjModType.THIS, ECal.OperationFlags.NONE, None)
    t = other("grep", cal, "Weekly moved").stdout
    return "RECURRENCE-ID" in t and "RRULE" in t


@step("change event")
def _():
    ok, c = S["c"].get_object_sync(S["uid"], None, None)
    c.set_summary("Changed in Evolution")
    S["c"].modify_object_sync(c, ECal.ObjModType.ALL, ECal.OperationFlags.NONE, None)
    t = other("grep", cal, "Changed in Evolution").stdout
    return "X-KEEP" in t


@step("sees an event made elsewhere")
def _():
    with open(home + "/elsewhere.ics", "w", newline="") as f:
        f.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n" + ev(tag + "p", "From the phone") + "END:VCALENDAR\r\n")
    assert other("put", cal + tag + "p.ics", home + "/elsewhere.ics").returncode == 0, "PUT beside it failed"
    S["c"].refresh_sync(None)
    return wait(lambda: len(S["c"].get_object_list_sync('(contains? "summary" "From the phone")', None)[1]) == 1)


@step("sees a deletion made elsewhere")
def _():
    assert other("rm", cal + tag + "p.ics").returncode == 0, "DELETE beside it failed"
    S["c"].refresh_sync(None)
    return wait(lambda: len(S["c"].get_object_list_sync('(contains? "summary" "From the phone")', None)[1]) == 0)


@step("delete event")
def _():
    S["c"].remove_object_sync(S["uid"], None, ECal.ObjModType.ALL, ECal.OperationFlags.NONE, None)
    return other("grep", cal, "Changed in Evolution").returncode != 0


@step("open task list, create and complete a task")
def _():
    s = source(tasks, "tasks", EDataServer.SOURCE_EXTENSION_TASK_LIST, "caldav")
    c = ECal.Client.connect_sync(s, ECal.ClientSourceType.TASKS, 15, None)
    assert wait(lambda: not c.is_readonly(), 15), "read only"
    ok, uid = c.create_object_sync(ICalGLib.Component.new_from_string("BEGIN:VTODO\r\nUID:%st\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Task\r\nEND:VTODO\r\n" % tag), ECal.OperationFlags.NONE, None)
    ok, t = c.get_object_sync(uid, None, None)
    t.set_status(ICalGLib.PropertyStatus.COMPLETED)
    c.modify_object_sync(t, ECal.ObjModType.ALL, ECal.OperationFlags.NONE, None)
    return other("grep", tasks, "STATUS:COMPLETED").returncode == 0


@step("open address book")
def _():
    s = source(book, "book", EDataServer.SOURCE_EXTENSION_ADDRESS_BOOK, "carddav")
    S["b"] = EBook.BookClient.connect_sync(s, 15, None)
    return wait(lambda: not S["b"].is_readonly(), 15)


@step("create contact")
def _():
    v = EBookContacts.Contact.new_from_vcard("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë Evolution\r\nN:Evolution;Zoë;;;\r\nEMAIL;TYPE=WORK:zoe@example.test\r\nX-KEEP:kept\r\nEND:VCARD\r\n")
    ok, S["cid"] = S["b"].add_contact_sync(v, EBookContacts.BookOperationFlags.NONE, None)
    return other("grep", book, "Zoë Evolution").returncode == 0


@step("change contact")
def _():
    ok, v = S["b"].get_contact_sync(S["cid"], None)
    v.set_property("nickname", "Zo")
    S["b"].modify_contact_sync(v, EBookContacts.BookOperationFlags.NONE, None)
    t = other("grep", book, "NICKNAME:Zo").stdout
    return "X-KEEP" in t


@step("sees a contact made elsewhere")
def _():
    with open(home + "/elsewhere.vcf", "w", newline="") as f:
        f.write("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%sv\r\nFN:From Phone\r\nN:Phone;From;;;\r\nEND:VCARD\r\n" % tag)
    assert other("put", book + tag + "v.vcf", home + "/elsewhere.vcf").returncode == 0, "PUT beside it failed"
    S["b"].refresh_sync(None)
    return wait(lambda: len(S["b"].get_contacts_sync('(contains "full_name" "From Phone")', None)[1]) == 1)


@step("delete contact")
def _():
    S["b"].remove_contact_by_uid_sync(S["cid"], EBookContacts.BookOperationFlags.NONE, None)
    return other("grep", book, "Zoë Evolution").returncode != 0


@step("finds collections from a typed address")
def _():
    u = up.urlsplit(cal)
    c = EDataServer.NamedParameters()
    c.set(EDataServer.SOURCE_CREDENTIAL_USERNAME, user)
    c.set(EDataServer.SOURCE_CREDENTIAL_PASSWORD, password)
    r = EDataServer.webdav_discover_sources_sync(S["src"], "%s://%s%s" % (u.scheme, u.netloc, sys.argv[6]), EDataServer.WebDAVDiscoverSupports.NONE if hasattr(EDataServer.WebDAVDiscoverSupports, "NONE") else EDataServer.WebDAVDiscoverSupports(0), c, None)
    found = [d.href for d in r[3]] if isinstance(r, tuple) else []
    return any(up.urlsplit(h).path.rstrip("/") == u.path.rstrip("/") for h in found) or "found %d: %s" % (len(found), found[:3]) and False


print("%d passed, %d failed" % tuple(count))
sys.exit(1 if count[1] else 0)
