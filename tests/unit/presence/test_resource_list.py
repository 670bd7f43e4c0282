"""Notifications for whole lists (RFC 4662) and bodies in several parts (RFC 2046)."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.presence.multipart import MAX_PARTS, media_type, parameter, read_parts
from softphone.presence.network_xml import BodyRefused
from softphone.presence.resource_list import InstanceState, Resource, ResourceInstance, ResourceList, read_resource_list

TYPE = 'multipart/related;type="application/rlmi+xml";start="<root@x>";boundary="B0und"'


def part(cid: str, content_type: str, body: str) -> str:
    return f"--B0und\r\nContent-ID: <{cid}>\r\nContent-Type: {content_type}\r\n\r\n{body}\r\n"


def listing(content: str, version: object = 0, full: str = "true") -> str:
    return (
        '<?xml version="1.0"?><list xmlns="urn:ietf:params:xml:ns:rlmi" uri="sip:team@lab.test"'
        f' version="{version}" fullState="{full}">{content}</list>'
    )


def resource(user: str, cid: str = "", state: str = "active", more: str = "") -> str:
    cid = f'cid="{cid}"' if cid else ""
    return (
        f'<resource uri="sip:{user}@Lab.test"><name xml:lang="en">N {user}</name>'
        f'<instance id="i-{user}" state="{state}" {cid} {more}/></resource>'
    )


def body(*parts: str) -> bytes:
    return ("".join(parts) + "--B0und--\r\n").encode()


def test_a_list_with_everybodys_documents() -> None:
    found = read_resource_list(
        TYPE,
        body(
            part("root@x", "application/rlmi+xml", listing(resource("1001", "a@x") + resource("1002", "b@x"))),
            part("a@x", "application/pidf+xml", "<a/>"),
            part("b@x", "application/dialog-info+xml;charset=utf-8", "<b>\r\n</b>"),
        ),
    )
    assert found == ResourceList(
        "team@lab.test",
        0,
        True,
        (
            Resource(
                "1001@lab.test",
                "N 1001",
                (ResourceInstance("i-1001", InstanceState.ACTIVE, "", "application/pidf+xml", b"<a/>"),),
            ),
            Resource(
                "1002@lab.test",
                "N 1002",
                (
                    ResourceInstance(
                        "i-1002", InstanceState.ACTIVE, "", "application/dialog-info+xml;charset=utf-8", b"<b>\r\n</b>"
                    ),
                ),
            ),
        ),
    )


def test_people_of_whom_nothing_is_known() -> None:
    content = (
        resource("1001", state="terminated", more='reason="NoResource"')
        + resource("1002", state="pending")
        + resource("1003", state="sleeping")
        + '<resource uri="sip:1004@lab.test"/><resource uri="nobody"/>'
    )
    found = read_resource_list("application/rlmi+xml", listing(content).encode())
    assert [(r.address, [(i.state, i.reason) for i in r.instances]) for r in found.resources] == [
        ("1001@lab.test", [(InstanceState.TERMINATED, "noresource")]),
        ("1002@lab.test", [(InstanceState.PENDING, "")]),
        ("1003@lab.test", []),
        ("1004@lab.test", []),
    ]


def test_a_person_with_several_instances() -> None:
    content = (
        '<resource uri="sip:a@b.c"><instance id="1" state="active" cid="one"/>'
        '<instance id="2" state="active" cid="&lt;two&gt;"/><instance id="3" state="active" cid="gone"/></resource>'
    )
    found = read_resource_list(
        TYPE,
        body(
            part("root@x", "application/rlmi+xml", listing(content)), part("one", "t/a", "1"), part("two", "t/b", "2")
        ),
    )
    assert [i.body for i in found.resources[0].instances] == [b"1", b"2", b""]


def test_lists_in_lists_are_laid_flat() -> None:
    inner_type = TYPE.replace("B0und", "Inner").replace("root@x", "in@x")
    inner = body(part("in@x", "application/rlmi+xml", listing(resource("2", "d"))), part("d", "t/d", "two")).decode()
    found = read_resource_list(
        TYPE,
        body(
            part("root@x", "application/rlmi+xml", listing(resource("1", "c") + resource("sub", "nested"))),
            part("c", "t/c", "one"),
            part("nested", inner_type, inner.replace("B0und", "Inner")),
        ),
    )
    assert [(r.address, r.instances[0].body) for r in found.resources] == [
        ("1@lab.test", b"one"),
        ("2@lab.test", b"two"),
    ]


def test_lists_in_lists_without_end_are_refused() -> None:
    recursive = part("root@x", "application/rlmi+xml", listing(resource("a", "self")))
    text, content_type = body(recursive).decode(), TYPE
    for level in range(6):
        name = f"L{level}"
        outer = body(recursive, part("self", content_type, text)).decode().replace("B0und", name)
        text, content_type = outer, TYPE.replace("B0und", name)
    with pytest.raises(BodyRefused):
        read_resource_list(content_type, text.encode())


@pytest.mark.parametrize("start", ["", '"<gone@x>"'])
def test_the_list_is_found_without_a_start_that_is_true(start: str) -> None:
    content_type = f"multipart/related; boundary=B0und{f'; start={start}' if start else ''}"
    found = read_resource_list(
        content_type,
        body(part("a@x", "t/a", "x"), part("root@x", "application/rlmi+xml", listing(resource("1001", "a@x")))),
    )
    assert found.resources[0].instances[0].body == b"x"


def test_what_one_persons_document_is_like_does_not_matter_here() -> None:
    found = read_resource_list(
        TYPE,
        body(part("root@x", "application/rlmi+xml", listing(resource("1", "a"))), part("a", "t/a", "<!DOCTYPE x>")),
    )
    assert found.resources[0].instances[0].body == b"<!DOCTYPE x>"


@pytest.mark.parametrize(
    ("version", "full", "last", "is_gap"),
    [
        (0, "true", None, False),
        (5, "1", 2, False),
        (0, "true", 9, False),
        (1, "false", 0, False),
        (3, "0", 1, True),
        (1, "false", None, True),
        (1, "", 1, False),
    ],
)
def test_a_lost_notification_shows_unless_the_list_is_full(
    version: int, full: str, last: int | None, is_gap: bool
) -> None:
    found = read_resource_list("application/rlmi+xml", listing("", version, full).encode())
    assert found.is_after_gap(last) is is_gap


@pytest.mark.parametrize(
    ("content_type", "data"),
    [
        (TYPE, b""),
        (TYPE, b"--Other\r\n\r\n--Other--"),
        (TYPE, body(part("a", "text/plain", "no list here"))),
        (TYPE, b"--B0und\r\nno end of the head"),
        (TYPE, body(part("root@x", "application/rlmi+xml", "<list/>"))),
        (TYPE, body(part("root@x", "application/rlmi+xml", listing("", version="x")))),
        ("multipart/related", body(part("root@x", "application/rlmi+xml", listing("")))),
        ("multipart/related;boundary=" + "x" * 100, b""),
        ("text/plain;boundary=B0und", body(part("root@x", "application/rlmi+xml", listing("")))),
        ("", b""),
        ("application/rlmi+xml", b""),
        (TYPE, b"--B0und\r\n\r\n" * (MAX_PARTS + 5)),
        (TYPE, b"x" * (5 << 20)),
    ],
)
def test_what_is_no_list_is_refused(content_type: str, data: bytes) -> None:
    with pytest.raises(BodyRefused):
        read_resource_list(content_type, data)


@given(st.text(max_size=80), st.binary(max_size=300))
def test_garbage_raises_nothing_else(content_type: str, data: bytes) -> None:
    with pytest.raises(BodyRefused):
        read_resource_list(content_type, data)


@given(st.data())
def test_a_damaged_notification_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(
        body(part("root@x", "application/rlmi+xml", listing(resource("1", "a@x"))), part("a@x", "t/a", "<a/>"))
    )
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BodyRefused):
        read_resource_list(TYPE, bytes(whole))


# A carriage return at the end would belong to the line break where that is a line feed.
BODIES = st.binary(max_size=60).filter(lambda b: b"--B0und" not in b and not b.endswith(b"\r"))


@given(st.lists(BODIES, min_size=1, max_size=6), st.sampled_from([b"\r\n", b"\n"]))
def test_parts_come_out_as_they_went_in(bodies: list[bytes], line_break: bytes) -> None:
    text = b"preamble" + line_break
    for index, content in enumerate(bodies):
        head = [b"--B0und", b"Content-Type: a/b;", b"\tc=d", b"content-id: <%d>" % index, b"", b""]
        text += line_break.join(head) + content + line_break
    found = read_parts("Multipart/Mixed; boundary=B0und", text + b"--B0und--" + line_break + b"epilogue")
    assert [p.body for p in found] == bodies
    assert [(p.content_id, p.content_type) for p in found] == [(str(i), "a/b; c=d") for i in range(len(bodies))]


def test_a_part_without_headers_is_plain_text() -> None:
    assert [(p.content_type, p.body) for p in read_parts("multipart/mixed;boundary=B", b"--B\r\n\r\nhi\r\n--B--")] == [
        ("text/plain", b"hi")
    ]


@pytest.mark.parametrize(
    ("content_type", "value"),
    [
        ('a/b; boundary="x;y"', "x;y"),
        ("a/b;Boundary=z", "z"),
        ('a/b;x="boundary=no";boundary=yes', "yes"),
        (r'a/b;boundary="q\"q"', 'q"q'),
        ("a/b", ""),
    ],
)
def test_parameters_of_a_content_type(content_type: str, value: str) -> None:
    assert parameter(content_type, "boundary") == value
    assert media_type(content_type) == "a/b"
