from django.http import Http404
def _todo(request, **kwargs):
    raise Http404
overview = kind_list = item_detail = _todo
