"""Addresses that nobody was given: answered as unknown, never as a fault of ours."""

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "/v/%00/",
        "/v/x/",
        "/pegawai/%00/",
        "/pegawai/'%20OR%201=1--/",
        "/hasil/%00/",
        "/hasil/../../etc/",
        "/penilaian/" + "x" * 23 + "/",
        "/skp/" + "\U0001f600" * 22 + "/",
        "/dokumen/%ff%fe/",
    ],
)
def test_address_that_is_no_public_id_is_unknown(client, ani, address):
    client.force_login(ani)

    assert client.get(address).status_code == 404
