using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Copies;

/// <summary>Events know where they were recorded also after a log was salvaged: its older copies are copies of it still.</summary>
public sealed class SalvagedOriginsTests : IDisposable
{
    private readonly Machine _here = new(seed: 71);

    private string Backup => _here.File("backup.db");

    public void Dispose() => _here.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task P11_An_older_backup_brings_nothing_twice_and_nothing_back_after_a_salvage(int salvages)
    {
        await _here.RecordAsync(1, 2);
        await _here.SayAsync(3, "the quincunx is secret");
        var entirely = await _here.SayAsync(4, "the trapezium is too");
        await _here.SayAsync(5, "the rhombus is as well");
        await _here.BackUpAsync(Backup);
        await _here.ForgetAsync("quincunx");
        await _here.ForgetEntirelyAsync(entirely);
        for (var salvage = 0; salvage < salvages; salvage++)
        {
            await DamageAsync();
            await _here.SayAsync(6 + salvage, "behind the damage");
        }

        await _here.ForgetAsync("rhombus");
        var sessions = _here.ReadSessions();

        var imported = await _here.ImportAsync(Backup);

        Assert.Equal((0, 0, 3), (imported.Sessions, imported.Segments, imported.StillThere));
        Assert.Equal(sessions, _here.ReadSessions());
        AssertForgotten();

        var restored = await _here.RestoreAsync(Backup);

        Assert.True(restored.Forgotten >= 3, $"{restored.Forgotten} forgotten");
        AssertForgotten();
        _here.AssertReadModelsAreRight();

        // What only the salvaged one has comes in, once.
        var brought = await _here.ImportAsync(restored.SetAside!);
        Assert.Equal((salvages, salvages), ((int)brought.Sessions, (int)brought.Segments));
        Assert.Equal(0, (await _here.ImportAsync(restored.SetAside!)).Segments);
        AssertForgotten();
        _here.AssertReadModelsAreRight();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task P11_What_was_taken_out_entirely_before_a_salvage_is_taken_out_of_a_backup_too(int salvages)
    {
        await _here.SayAsync(1, "lost in the damage");
        var position = await _here.SayAsync(2, "the trapezium is secret");
        await _here.SayAsync(3, "and this is not");
        await _here.BackUpAsync(Backup);
        await _here.ForgetEntirelyAsync(position);
        // Positions move.
        await DamageAsync("lost in the damage");
        for (var salvage = 1; salvage < salvages; salvage++) await DamageAsync();

        await _here.RestoreAsync(Backup);

        Assert.Equal([$"{position}|{position + 1}"], _here.Query("SELECT first, last FROM removed_events WHERE reason = 'forgotten'"));
        Assert.Equal(["0"], _here.Query($"SELECT count(*) FROM events WHERE seq IN ({position}, {position + 1})"));
        Assert.Equal("lost in the damage\nand this is not", _here.Texts());
        _here.AssertReadModelsAreRight();
    }

    [Fact]
    public async Task What_the_damage_took_of_a_session_comes_back_once_as_a_session_beside_it()
    {
        await _here.SayAsync(1, "first of all", ends: false);
        await using (var log = _here.Open())
        {
            var at = WireTime.FromMicroseconds(log.Reader.ReadAt(log.Reader.Head).AtMicroseconds);
            log.Append(new Transcription(new(1), at.AddSeconds(4), "lost in the damage", 120, 250, 4));
            log.Append(new SessionEnd(new(1), at.AddSeconds(9)));
        }

        await _here.BackUpAsync(Backup);
        await DamageAsync("lost in the damage");

        var imported = await _here.ImportAsync(Backup);
        var again = await _here.ImportAsync(Backup);

        Assert.Equal((1, 1), (imported.Sessions, imported.Segments));
        Assert.Equal((0, 0, 2), (again.Sessions, again.Segments, again.Held));
        Assert.Equal(["1|first of all", "2|lost in the damage"], _here.Query("SELECT session_id, text FROM transcripts ORDER BY session_id"));
        Assert.Equal(["1|1", "2|1"], _here.Query("SELECT id, segments FROM sessions ORDER BY id"));
        _here.AssertReadModelsAreRight();
    }

    [Fact]
    public async Task What_the_damage_took_comes_back_from_a_backup()
    {
        await _here.SayAsync(1, "first of all");
        await _here.SayAsync(2, "lost in the damage");
        await _here.SayAsync(3, "last of all");
        await _here.BackUpAsync(Backup);
        await DamageAsync("lost in the damage");
        Assert.DoesNotContain("lost in the damage", _here.Texts(), StringComparison.Ordinal);

        var imported = await _here.ImportAsync(Backup);
        var again = await _here.ImportAsync(Backup);

        Assert.Equal((1, 2), (imported.Segments, imported.Held));
        Assert.Equal((0, 3), (again.Segments, again.Held));
        Assert.Contains("lost in the damage", _here.Texts(), StringComparison.Ordinal);
        _here.AssertReadModelsAreRight();
    }

    [Fact]
    public async Task Another_log_that_has_the_sessions_takes_only_what_is_new_after_a_salvage()
    {
        using var laptop = new Machine(seed: 72);
        await _here.RecordAsync(1);
        await _here.SayAsync(2, "before the damage", ends: false);
        await laptop.ImportAsync(_here.Path);
        await DamageAsync();
        await using (var log = _here.Open())
        {
            var at = WireTime.FromMicroseconds(log.Reader.ReadAt(log.Reader.Head).AtMicroseconds);
            log.Append(new Transcription(new(2), at.AddSeconds(4), "behind it", 120, 250, 2));
            log.Append(new SessionEnd(new(2), at.AddSeconds(9)));
        }

        var imported = await laptop.ImportAsync(_here.Path);

        Assert.Equal((1, 1, 7), (imported.Sessions, imported.Segments, imported.Held));
        Assert.Equal(_here.ReadSessions(), laptop.ReadSessions());
        Assert.Equal(0, (await _here.ImportAsync(laptop.Path)).Segments);
        laptop.AssertReadModelsAreRight();
    }

    [Fact]
    public async Task A_later_text_stays_with_its_sentence_when_positions_move()
    {
        await _here.SayAsync(1, "lost in the damage");
        var position = await _here.SayAsync(2, "at the dusk");
        await using (var log = _here.Open())
        {
            log.Append(new TextRevised(
                new(2), DateTimeOffset.UnixEpoch.AddYears(56), position, 2, RevisionKind.Corrected, "at the desk", TextRevised.User));
        }

        // Two that are lost beside each other leave one event that says so.
        await DamageAsync("lost in the damage", "\"start_s\":1.5");

        Assert.Contains("at the desk", _here.Texts(), StringComparison.Ordinal);
        Assert.DoesNotContain("at the dusk", _here.Texts(), StringComparison.Ordinal);
    }

    private void AssertForgotten()
    {
        foreach (var word in new[] { "quincunx", "trapezium", "rhombus" })
            Assert.DoesNotContain(word, _here.Texts(), StringComparison.Ordinal);
    }

    // Without its header the database is salvaged; an event whose body is not what was written is lost.
    private async Task DamageAsync(params string[] loses)
    {
        var bytes = await File.ReadAllBytesAsync(_here.Path);
        bytes.AsSpan(0, 100).Clear();
        foreach (var text in loses)
        {
            var searched = Encoding.UTF8.GetBytes(text);
            var left = bytes.AsMemory();
            while (left.Span.IndexOf(searched) is >= 0 and var at)
            {
                left.Span[at + 1] ^= 1;
                left = left[(at + 1)..];
            }
        }

        await File.WriteAllBytesAsync(_here.Path, bytes);
        await using var log = _here.Open();
        Assert.Contains(log.Reader.ReadAll(), stored => stored.Type == LogSalvaged.TypeName);
        await Eventually.IsTrueAsync(() => log.ReadModelLag == 0, "the read models are level");
    }
}
