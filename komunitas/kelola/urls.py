"""Addresses under `/kelola/kim/`."""

from django.urls import URLPattern, path

from komunitas.kelola import (
    views_founding,
    views_home,
    views_joining,
    views_members,
    views_profile,
)

app_name = "kelola_kim"

urlpatterns: list[URLPattern] = [
    path("", views_home.my_kim, name="list"),
    path("baru/", views_founding.create, name="create"),
    path("cari/", views_home.find, name="find"),
    path("undangan/<str:token>/", views_joining.invitation, name="invitation"),
    path("permohonan/<int:pk>/batal/", views_home.cancel_request, name="cancel_request"),
    path("<int:pk>/", views_home.detail, name="detail"),
    path("<int:pk>/langkah/<slug:langkah>/", views_founding.step, name="step"),
    path("<int:pk>/tarik/", views_home.take_back, name="take_back"),
    path("<int:pk>/hapus/", views_home.delete, name="delete"),
    path("<int:pk>/keluar/", views_home.leave, name="leave"),
    path("<int:pk>/gabung/", views_joining.join, name="join"),
    path("<int:pk>/permohonan/<int:permohonan>/", views_joining.decide, name="decide"),
    path("<int:pk>/undangan/", views_joining.invite, name="invite"),
    path("<int:pk>/undangan/<int:undangan>/cabut/", views_joining.revoke, name="revoke"),
    path("<int:pk>/serah-terima/", views_members.hand_over, name="hand_over"),
    path("<int:pk>/anggota/", views_members.members, name="members"),
    path("<int:pk>/anggota/tambah/", views_members.add_member, name="add_member"),
    path("<int:pk>/anggota/<int:anggota>/ubah/", views_members.edit_member, name="edit_member"),
    path("<int:pk>/anggota/<int:anggota>/akhiri/", views_members.end_member, name="end_member"),
    path(
        "<int:pk>/anggota/<int:anggota>/undang/", views_members.invite_member, name="invite_member"
    ),
    path("<int:pk>/anggota/<int:anggota>/akun/", views_members.create_account, name="account"),
    path("<int:pk>/anggota/<int:anggota>/pulihkan/", views_members.recover_account, name="recover"),
    path("<int:pk>/profil/", views_profile.edit_profile, name="profile"),
    path("<int:pk>/foto/<slug:jenis>/", views_profile.photo, name="photo"),
    path("<int:pk>/perubahan/", views_profile.change, name="change"),
    path("<int:pk>/perubahan/batal/", views_profile.cancel_change, name="cancel_change"),
    path(
        "<int:pk>/perubahan/<int:perubahan>/sk/",
        views_profile.download_proposed_sk,
        name="download_proposed_sk",
    ),
    path("<int:pk>/sk/<int:sk>/", views_profile.download_sk, name="download_sk"),
]
