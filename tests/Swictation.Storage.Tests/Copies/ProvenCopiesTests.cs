using System.Globalization;
using Swictation.Storage.Tests.Verification;
using Swictation.Storage.Verification;

namespace Swictation.Storage.Tests.Copies;

/// <summary>A copy of a log is what it says that it is, and can be shown so (promise P12).</summary>
public sealed class ProvenCopiesTests : IDisposable
{
    private readonly Machine _here = new(seed: 61);

    private string Backup => _here.File("backup.db");

    public void Dispose() => _here.Dispose();

    [Fact]
    public async Task P12_A_backup_has_the_hash_of_the_log()
    {
        await _here.RecordAsync(1, 2);
        var log = Verify(_here.Path);

        await _here.BackUpAsync(Backup);

        Assert.Equal((log.LogId, log.HeadHash, 1L), (Verify(Backup).LogId, Verify(Backup).HeadHash, Verify(Backup).ProvableFrom));
    }

    [Fact]
    public async Task P12_A_log_that_was_restored_is_proven_from_there_on()
    {
        await _here.RecordAsync(1, 2);
        await _here.ForgetEntirelyAsync(await _here.SayAsync(3, "the quincunx is secret"));
        await _here.BackUpAsync(Backup);
        var copied = Verify(Backup).Head;

        await _here.RestoreAsync(Backup);
        var restored = Verify(_here.Path);
        await _here.RecordAsync(4);
        var later = Verify(_here.Path);

        Assert.Equal((copied + 1, copied + 1), (restored.Head, restored.ProvableFrom));
        Assert.Equal((later.Head, restored.ProvableFrom), (later.LinkedUpTo, later.ProvableFrom));
        Assert.Equal(restored.Head, Verify(_here.Path, new(restored.Head, restored.HeadHash)).SinceSeq);
    }

    [Fact]
    public async Task P12_A_change_to_what_was_restored_is_found()
    {
        await _here.RecordAsync(1, 2);
        await _here.BackUpAsync(Backup);
        await _here.RestoreAsync(Backup);
        await _here.RecordAsync(3);

        using (var forger = new Forger(_here.Path))
        {
            forger.Execute("UPDATE events SET at_us = at_us + 1 WHERE seq = 3;");
            forger.Seal(3);
        }

        var found = Run(_here.Path, new());
        Assert.Contains(found.Problems, problem => problem.Kind == LogProblemKind.Changed && problem.First <= 3 && problem.Last >= 3);
    }

    [Fact]
    public async Task P12_What_was_forgotten_after_the_backup_is_told_of_in_the_restored_log()
    {
        await _here.RecordAsync(1);
        var entirely = await _here.SayAsync(2, "the quincunx is secret");
        await _here.SayAsync(3, "the trapezium is too");
        await _here.BackUpAsync(Backup);
        await _here.ForgetAsync("trapezium");
        await _here.ForgetEntirelyAsync(entirely);

        await _here.RestoreAsync(Backup);

        var restored = Verify(_here.Path);
        Assert.Equal((2L, true), (restored.Removed, restored.Forgotten > 0));
    }

    [Fact]
    public async Task P12_A_backup_of_what_is_new_says_what_it_has_not()
    {
        await _here.RecordAsync(1, 2, 3);
        var since = DateTimeOffset.Parse(
            _here.Query("SELECT spoken_at FROM transcripts WHERE session_id = 3 ORDER BY seq LIMIT 1 OFFSET 2")[0], CultureInfo.InvariantCulture);

        var made = await _here.BackUpAsync(Backup, since);

        var copy = Verify(Backup);
        Assert.Equal((made.First - 1, 0L, made.Last), (copy.NotCopied, copy.Removed, copy.Head));
    }

    [Fact]
    public async Task P12_What_comes_without_its_words_is_told_of()
    {
        using var other = new Machine(seed: 62);
        await other.SayAsync(1, "the quincunx is secret");
        await other.ForgetAsync("quincunx");
        await _here.RecordAsync(1);

        await _here.ImportAsync(other.Path);

        Assert.Equal(1, Verify(_here.Path).Forgotten);
    }

    private static VerifiedLog Run(string path, VerificationOrder order) =>
        LogVerification.Run(path, order, TimeProvider.System, TestContext.Current.CancellationToken);

    private static VerifiedLog Verify(string path, VerificationOrder? order = null)
    {
        var verified = Run(path, order ?? new());
        Assert.Empty(verified.Problems);
        return verified;
    }
}
