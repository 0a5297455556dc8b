from django.http import Http404
def _todo(request, **kwargs):
    raise Http404
overview = series_detail = entry_detail = _todo
