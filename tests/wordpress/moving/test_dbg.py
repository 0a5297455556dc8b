from tests.wordpress.moving.test_moving_in import (four_sites, move_in, LANGUAGES, pytest)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions", "files_dir")]
def test_dbg(client, settings, tmp_path):
    from wordpress.joining.here import finder_of_articles, join_by_table
    from wordpress.joining.table import read_table
    sites = four_sites(tmp_path, size=2)
    for site in sites.values(): move_in(site, tmp_path, "--no-download")
    rows = [",".join(f"{sites[code].home}/?p={100 + place}" for code in sites) for place in range(2)]
    table = tmp_path / "pairs.csv"
    table.write_text(",".join(sites) + "\n" + "\n".join(rows), encoding="utf-8")
    print(join_by_table(read_table(table, list(sites)), joins_categories=True))
    from articles.models import Category
    print([(c.pk, c.name_en,c.name_fa,c.name_ar,c.name_sq, c.slug_sq, c.parent_id) for c in Category.objects.all()])
