namespace Swictation.Storage.Tests.Copies;

/// <summary>Databases that earlier versions have written are backups like others.</summary>
public sealed class OlderBackupsTests : IDisposable
{
    private readonly Machine _here = new(seed: 71);
    private readonly Machine _there = new(seed: 72);

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    [Theory]
    [InlineData("schema-6")]
    [InlineData("schema-7")]
    [InlineData("schema-8")]
    public async Task A_backup_of_an_earlier_version_is_imported_and_restored(string schema)
    {
        var old = _here.File("old.db");
        var from = Path.Combine(AppContext.BaseDirectory, "Recorded", schema, "metrics.db");
        File.Copy(from, old);
        if (File.Exists(from + "-wal")) File.Copy(from + "-wal", old + "-wal");
        var before = await File.ReadAllBytesAsync(old);
        await _here.RecordAsync(1);

        var imported = await _here.ImportAsync(old);
        var restored = await _there.RestoreAsync(old);

        Assert.Equal(before, await File.ReadAllBytesAsync(old));
        Assert.Equal((4, 4), (imported.Sessions, restored.Sessions));
        Assert.Equal(5, _here.ReadSessions().Count);
        foreach (var machine in new[] { _here, _there })
        {
            await machine.Open().DisposeAsync();
            machine.AssertReadModelsAreRight();
        }

        // The same sentences, in whichever way they came.
        Assert.Equal(0, (await _there.ImportAsync(_here.Path)).Segments - 6);
    }
}
