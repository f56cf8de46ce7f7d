"""Walk the pages as a curious person does: every page without arguments, then where links lead."""

import re
from collections import Counter, deque
from functools import cache

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse

FINE = {200, 202, 301, 302}  # 202: a document that is still being printed
NOT_FOR_YOU = {403, 405}  # fine for a page that nothing on the way has linked to
PER_PAGE_NAME = 2  # addresses tried of pages that differ only in their subject
PAGES_TRIED = 9  # addresses that lead elsewhere, before a kind of page is given up
LINK = re.compile(r'href="(/[^"#]*)')
NAMESPACES = ("accounts", "competency", "appraisal")


def crawl(client):
    """Return {address: status} of every page met that does not answer as it should."""
    tried = pages_without_arguments()
    waiting = deque(tried)
    seen, met, broken, linked = set(waiting), Counter(), {}, set()
    refused = {}
    while waiting:
        address = waiting.popleft()
        answer = fetch(client, address)
        if answer.status_code in NOT_FOR_YOU and address in tried:
            refused[address] = answer.status_code
        elif answer.status_code not in FINE:
            broken[address] = answer.status_code
        linked.update(links_of(answer))
        for link in links_of(answer):
            name = page_name(link)
            if name and link not in seen and met[name] < PER_PAGE_NAME:
                met[name] += 1
                seen.add(link)
                waiting.append(link)
    return broken | {address: refused[address] for address in refused.keys() & linked}


def costs(client, *, warm=False):
    """Return {page name: queries} of the first page of each kind that a person meets.

    `warm` says that the same person has walked before: what can be cached is cached.
    """
    waiting = deque(pages_without_arguments())
    met, found = set(), {}
    while waiting:
        address = waiting.popleft()
        name = page_name(address)
        if name in met or not name:
            continue
        met.add(name)
        if not warm:
            fetch(client, address)
        with CaptureQueriesContext(connection) as queries:
            answer = fetch(client, address)
        if answer.status_code == 200:
            found[name] = len(queries)
            waiting.extend(link for link in links_of(answer) if page_name(link) not in met)
    return found


def pages_met(client):
    """Return {page name: its HTML} of the first page of each kind that a person meets."""
    waiting = deque(pages_without_arguments())
    seen, refused, found = set(waiting), Counter(), {}
    while waiting:
        address = waiting.popleft()
        name = page_name(address)
        if not name or name in found or refused[name] == PAGES_TRIED:
            continue
        answer = fetch(client, address)
        leads_to = links_of(answer) or filter(None, [answer.headers.get("Location")])
        if is_page(answer):
            found[name] = answer.content.decode()
        else:
            refused[name] += 1
        fresh = [link for link in leads_to if link not in seen and page_name(link) not in found]
        seen.update(fresh)
        waiting.extend(fresh)
    return found


def fetch(client, address):
    """Return the answer; a file is read to its end, so that it is closed."""
    answer = client.get(address)
    if answer.streaming:
        for _part in answer.streaming_content:
            pass
    return answer


def pages_without_arguments():
    """Return the addresses of all named pages that need no argument."""
    addresses = []
    for namespace in NAMESPACES:
        _prefix, resolver = get_resolver().namespace_dict[namespace]
        names = sorted({key for key in resolver.reverse_dict if isinstance(key, str)})
        addresses += filter(None, (address_of(f"{namespace}:{name}") for name in names))
    return addresses


def address_of(name):
    """Return the address of a page, or nothing when it needs to know a subject."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def links_of(answer):
    """Return the addresses within the site that a page links to."""
    return LINK.findall(answer.content.decode()) if is_page(answer) else ()


def is_page(answer):
    """Tell whether an answer is a page that was found."""
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


@cache
def page_name(address):
    """Return the name of the page behind an address, or nothing for files."""
    path = address.partition("?")[0]
    if path.startswith("/static/"):
        return ""
    try:
        return resolve(path).view_name
    except Resolver404:
        return f"nowhere {path}"
