"""Walk the pages as a curious person does: every page without arguments, then where links lead."""

import re
from collections import Counter, deque

from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse

FINE = {200, 202, 302}  # 202: a document that is still being printed
NOT_FOR_YOU = {403, 405}  # fine for a page that nothing on the way has linked to
PER_PAGE_NAME = 3  # addresses tried of pages that differ only in their subject
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
        answer = client.get(address)
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
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return LINK.findall(answer.content.decode()) if is_page else ()


def page_name(address):
    """Return the name of the page behind an address, or nothing for files."""
    path = address.partition("?")[0]
    if path.startswith("/static/"):
        return ""
    try:
        return resolve(path).view_name
    except Resolver404:
        return f"nowhere {path}"
