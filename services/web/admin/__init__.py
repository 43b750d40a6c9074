"""The admin: where those who keep the contacts true sign in. How another page joins:

1. A blueprint in a module of this folder, `Blueprint("admin_<noun>", __name__,
   url_prefix="/admin")`, with a `Door("services.web.admin.<noun>:blueprint", SIGNED_IN)`.
2. Each view says who may enter, under its route: `@admits("reader")`, `@admits("editor")` or
   `@admits("administrator")`. A view without it is never served, and a test fails.
3. `current_user()` is who it is: one person in ONE scope, `user.scope` ("municipality:2180",
   "region:21" or "national"), with `user.municipality`, `user.region` and `user.may(role)`.
   List only what lies in `user.scope`. What has an id of its own is checked with
   `own_or_404(scope)`: what is someone else's is answered as if it did not exist.
4. Forms carry `{{ csrf() }}` (import from "admin/form.html"); a POST without it is refused.
5. Templates extend "admin/base.html" (blocks: title, main). The navigation's entries are rows
   of `navigation.py`. What is done is written down with `note_done(action, target)`, where
   `action` is a Swedish verb phrase that can follow the person's name.
6. A new argument in an address needs a row in tests/web/admin/test_authorisation.py, which
   tries every route with every role in its own and in another scope."""
