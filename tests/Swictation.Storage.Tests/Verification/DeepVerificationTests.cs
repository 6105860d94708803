using System.Text;
using Swictation.Storage.Verification;

namespace Swictation.Storage.Tests.Verification;

/// <summary>Tables for SQL and kept audio agree with the events (promise P12).</summary>
public sealed class DeepVerificationTests : IAsyncDisposable
{
    private readonly LoggedEvents _log = new();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task P12_Deep_the_tables_for_SQL_are_what_the_events_say()
    {
        await _log.RecordAsync();
        Assert.Empty(_log.Verify(new(IsDeep: true)).Problems);

        _log.Forge(forger => forger.Execute("UPDATE segments SET words = words + 1 WHERE id = (SELECT min(id) FROM segments);"));

        Assert.Equal(LogProblemKind.ReadModels, Assert.Single(_log.Verify(new(IsDeep: true)).Problems).Kind);
    }

    [Theory]
    [InlineData("wav", "RIFF", true)]
    [InlineData("flac", "fLaC", true)]
    [InlineData("flac", "fLaC", false)]
    public async Task P12_Deep_kept_audio_is_that_of_the_log_in_either_form(string form, string begins, bool isWhole)
    {
        await _log.RecordAsync();
        var kept = Directory.CreateDirectory(_log.Path + "-audio/kept").FullName;
        // A FLAC file that promises one sample, or nothing that can be one.
        byte[] file = [.. Encoding.ASCII.GetBytes(begins), .. new byte[21], isWhole ? (byte)1 : (byte)0];
        foreach (var session in new[] { 1, 4711 })
            await File.WriteAllBytesAsync(Path.Combine(kept, $"{session}-000000000000-20260301T090000000000Z.{form}"), file);

        var problems = _log.Verify(new(IsDeep: true)).Problems;

        Assert.All(problems, problem => Assert.Equal(LogProblemKind.Audio, problem.Kind));
        Assert.Contains(problems, problem => problem.Words.Contains("no session 4711", StringComparison.Ordinal));
        Assert.Equal(isWhole ? 1 : 3, problems.Count);
    }
}
