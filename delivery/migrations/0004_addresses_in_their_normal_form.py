import django.utils.timezone
from django.db import migrations, models


def fill_in_keys(apps, schema_editor):
    from delivery.redirects.addresses import Address, key_of_target

    Redirect = apps.get_model("delivery", "Redirect")
    seen = {}
    rows = []
    # Two spellings of one address were two rows: the newer one is what was meant.
    for row in Redirect.objects.order_by("-pk").iterator():
        row.key = Address.read(row.old_path).key
        row.new_key = key_of_target(row.new_path)
        if row.key in seen:
            row.delete()
        else:
            seen[row.key] = row.pk
            rows.append(row)
    Redirect.objects.bulk_update(rows, ["key", "new_key"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('delivery', '0003_announcements_by_the_clock'),
    ]

    operations = [
        migrations.CreateModel(
            name='MissingAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=255, verbose_name='host')),
                ('path', models.CharField(max_length=500, verbose_name='address')),
                ('key', models.CharField(max_length=32, unique=True)),
                ('referrer', models.CharField(blank=True, max_length=255, verbose_name='linked from')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='how often')),
                ('is_probe', models.BooleanField(default=False, verbose_name="a machine's search")),
                ('is_ignored', models.BooleanField(default=False, verbose_name='ignored')),
                ('first_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='first')),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last')),
            ],
            options={
                'verbose_name': 'address that is not here',
                'verbose_name_plural': 'addresses that are not here',
                'indexes': [models.Index(fields=['is_ignored', 'is_probe', '-count', '-id'], name='delivery_missing_order')],
            },
        ),
        migrations.AlterModelOptions(
            name='redirect',
            options={'ordering': ['-pk'], 'verbose_name': 'redirect', 'verbose_name_plural': 'redirects'},
        ),
        migrations.AddField(
            model_name='redirect',
            name='host',
            field=models.CharField(blank=True, default='', max_length=255, verbose_name='host'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='redirect',
            name='origin',
            field=models.CharField(choices=[('moved', 'by itself, when an address changed'), ('desk', 'at the desk'), ('file', 'from a file'), ('wordpress', 'with a site that moved in')], default='desk', editable=False, max_length=10, verbose_name='where it is from'),
        ),
        migrations.AlterField(
            model_name='redirect',
            name='old_path',
            field=models.CharField(max_length=2000, verbose_name='old address'),
        ),
        migrations.AlterField(
            model_name='redirect',
            name='new_path',
            field=models.CharField(blank=True, max_length=2000, verbose_name='new address'),
        ),
        migrations.AddField(
            model_name='redirect',
            name='key',
            field=models.CharField(max_length=32, null=True, editable=False),
        ),
        migrations.AddField(
            model_name='redirect',
            name='new_key',
            field=models.CharField(blank=True, db_index=True, default='', editable=False, max_length=32),
            preserve_default=False,
        ),
        migrations.RunPython(fill_in_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='redirect',
            name='key',
            field=models.CharField(editable=False, max_length=32),
        ),
        migrations.AddConstraint(
            model_name='redirect',
            constraint=models.UniqueConstraint(fields=('key', 'host'), name='delivery_redirect_once'),
        ),
    ]
