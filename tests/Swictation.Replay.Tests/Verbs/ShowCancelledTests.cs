using Swictation.Domain.Events;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class ShowCancelledTests : IAsyncLifetime
{
    private readonly RecordedLog _log = new();

    public async ValueTask InitializeAsync() => await _log.AppendAsync(RecordedLog.FailingSession().Select(recorded =>
        recorded is SessionEnd end ? end with { Reason = SessionEndReason.Cancelled } : recorded));

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_is_offered_to_be_tried_again_once_the_audio_is_gone()
    {
        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);

        Assert.Contains("\nNo text   2 segments\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("retry", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_is_told_as_long_as_the_audio_is_kept()
    {
        Directory.CreateDirectory(_log.File("metrics.db-audio/cancelled"));
        await File.WriteAllBytesAsync(_log.File("metrics.db-audio/cancelled/1-000000000000-20260301T090000000000Z.wav"), new byte[44 + 48_000]);

        var people = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);
        var programs = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path, "--json");

        var command = $"swictation-replay retry 1 --db {_log.Path}";
        Assert.Contains($"\nAudio     1.5 s of it are kept for a while; to transcribe it: {command}\n", people.Output, StringComparison.Ordinal);
        Assert.Contains("\nNo text   2 segments\n", people.Output, StringComparison.Ordinal);
        Assert.Contains($"\"cancelled_audio_s\":1.5,\n\"retry\":\"{command}\"", programs.Output, StringComparison.Ordinal);
    }
}
