"""Saving a draft while somebody types, and throwing it away."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.views import View

from cjg.basis.concepten import ConceptTooLargeError, delete_concept, keep_posted, posted_page, save_concept

_SESSION_ENDED = (
    "Uw sessie is verlopen. Wat u typte staat nog in dit venster. Meld u in een nieuw venster aan en ga hier verder."
)
_KEPT_AT_THE_END = "Uw sessie is verlopen. Uw tekst is als concept bewaard. Verstuur het formulier of log opnieuw in."
_TOO_LARGE = "Deze tekst is te lang om als concept te bewaren. Maak de tekst korter of verstuur het formulier."


# Answers with 401 itself: a redirect to the sign-in page would look like a saved draft to the script.
@method_decorator(login_not_required, name="dispatch")
class ConceptView(View):
    """`data-autosave` of a form posts all its fields here, every few seconds; `/weg` throws the draft away."""

    http_method_names = ["post"]
    discards = False

    def post(self, request: HttpRequest, sleutel: str) -> HttpResponse:
        """Keep or delete the draft of who is signed in."""
        user: Any = request.user
        if not user.is_authenticated:
            # Whose session has just ended is known, and the text is theirs.
            owner = getattr(request, "verlopen_sessie_van", None)
            kept = not self.discards and owner is not None and keep_posted(request, owner)
            return JsonResponse({"melding": _KEPT_AT_THE_END if kept else _SESSION_ENDED}, status=401)
        if self.discards:
            delete_concept(eigenaar=user.pk, sleutel=sleutel)
            page = posted_page(request)
            return redirect(page) if page else HttpResponse(status=204)
        try:
            moment = save_concept(eigenaar=user.pk, sleutel=sleutel, velden=dict(request.POST.lists()))
        except ConceptTooLargeError:
            return JsonResponse({"melding": _TOO_LARGE}, status=413)
        return JsonResponse({"melding": f"Concept bewaard om {localtime(moment):%H:%M}."})
