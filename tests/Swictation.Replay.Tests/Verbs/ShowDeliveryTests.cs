using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Replay.Tests.Shells;

namespace Swictation.Replay.Tests.Verbs;

/// <summary>Where words went, as <c>show</c> and <c>list</c> tell it.</summary>
[Trait("Category", "Processes")]
public sealed class ShowDeliveryTests : IDisposable
{
    // Positions of the sentences of RecordedLog.OneSession, the first of a log.
    private const long First = 5;
    private const long Second = 6;
    private const long Third = 8;

    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Each_sentence_says_where_it_went()
    {
        await _log.AppendAsync(
        [
            .. RecordedLog.OneSession(),
            .. Delivery(First, DeliveryOutcome.Typed, DeliveryWay.Wayland, "sway:7 foot"),
            .. Delivery(Second, DeliveryOutcome.Typed, DeliveryWay.Clipboard, "x11:0x1 Chromium browser"),
            new TextDelivered(RecordedLog.At(12), Third, DeliveryOutcome.OtherWindow, 0),
        ]);

        var result = await ShowAsync("1");

        Assert.EndsWith(
            """
            Dictated  9 words in 3 segments
            Typed     2 of 3 sentences

            09:00:01  to be  (typed: foot)
            09:00:03  Äpfel, "quoted" 🙂  (pasted: Chromium browser)
            09:00:09  that is the question  (not typed, another window had the cursor)

            """,
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_says_where_each_sentence_went()
    {
        await _log.AppendAsync(
        [
            .. RecordedLog.OneSession(),
            .. Delivery(First, DeliveryOutcome.Typed, DeliveryWay.Wayland, "sway:7 foot"),
            new TextDelivered(RecordedLog.At(12), Second, DeliveryOutcome.RuledOut, 0),
        ]);

        var whole = await ShowAsync("1", "--json");
        var lines = await ShowAsync("1", "--jsonl");

        var said = JsonDocument.Parse(whole.Output).RootElement.GetProperty("transcripts").EnumerateArray().ToList();
        Assert.Equal(
            """{"outcome":"typed","way":"wayland","application":"foot"}""", said[0].GetProperty("delivery").GetRawText());
        Assert.Equal("""{"outcome":"ruled_out"}""", said[1].GetProperty("delivery").GetRawText());
        Assert.False(said[2].TryGetProperty("delivery", out _));
        Assert.Equal(
            2, lines.OutputLines.Count(line => line.StartsWith("{\"transcript\":", StringComparison.Ordinal) && line.Contains("\"delivery\":", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Third, "swictation-replay last --again")]
    [InlineData(Second, "swictation-replay last 2 --again")]
    public async Task While_a_daemon_writes_to_the_log_the_sentence_that_was_not_typed_is_offered(long missed, string command)
    {
        await using var daemon = _log.Open();
        RecordedLog.Append(daemon, RecordedLog.OneSession());
        foreach (var position in new[] { First, Second, Third })
        {
            var outcome = position == missed ? DeliveryOutcome.Failed : DeliveryOutcome.Typed;
            RecordedLog.Append(daemon, Delivery(position, outcome, DeliveryWay.Xdotool, "x11:0x1 xterm"));
        }

        var people = await ShowAsync("1");
        var programs = await ShowAsync("1", "--json");

        Assert.Contains($"\nTyped     2 of 3 sentences; the other one: {command}\n", people.Output, StringComparison.Ordinal);
        Assert.Contains("  (typing failed, a part may be there: xterm)\n", people.Output, StringComparison.Ordinal);
        Assert.Equal(command, JsonDocument.Parse(programs.Output).RootElement.GetProperty("again").GetString());
        await Terminal.TypeAsync(
            [ReplayTool.Executable, "list", "--db", _log.Path], _log.Directory, new() { ["HOME"] = _log.Directory },
            ("", $"Typed of session 1: 2 of 3 sentences; the other one: {command}"));
    }

    [Fact]
    public async Task What_was_settled_in_a_later_session_is_told_of_the_one_in_which_it_was_said()
    {
        await using var daemon = _log.Open();
        RecordedLog.Append(
            daemon,
            [
                .. RecordedLog.OneSession(),
                .. Delivery(First, DeliveryOutcome.Typed, DeliveryWay.Wayland, window: null),
                .. RecordedLog.OneSession(2, from: 3600),
                new TextDelivered(RecordedLog.At(3700), Third, DeliveryOutcome.TooOld, 0, First: Second),
            ]);

        var before = await ShowAsync("1");
        var after = await ShowAsync("2");

        Assert.Contains("\nTyped     1 of 3 sentences; the others: swictation-daemon type --missed\n", before.Output, StringComparison.Ordinal);
        Assert.Equal(2, before.OutputLines.Count(line => line.EndsWith("  (not typed, it came too late)", StringComparison.Ordinal)));
        Assert.Contains("to be  (typed)\n", before.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("yped", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_of_what_was_forgotten_or_off_the_record()
    {
        await _log.AppendAsync(
        [
            .. RecordedLog.OneSession().Select(recorded =>
                recorded is Transcription { Text: "to be" } said ? said with { IsOffTheRecord = true } : recorded),
            .. new[] { First, Second, Third }.SelectMany(
                position => Delivery(position, DeliveryOutcome.Typed, DeliveryWay.Wayland, "sway:7 foot")),
        ]);
        Assert.Equal(0, (await ReplayTool.RunAsync(_log.Directory, "forget", $"seq:{Second}", "--yes", "--db", _log.Path)).ExitCode);

        var people = await ShowAsync("1");
        var programs = await ShowAsync("1", "--json");

        Assert.EndsWith(
            """
            Typed     1 of 1 sentence

            09:00:01  [off the record]
            09:00:03  [forgotten]
            09:00:09  that is the question  (typed: foot)

            """,
            people.Output,
            StringComparison.Ordinal);
        Assert.Equal(
            [false, false, true],
            JsonDocument.Parse(programs.Output).RootElement.GetProperty("transcripts").EnumerateArray()
                .Select(said => said.TryGetProperty("delivery", out _)));
    }

    private static IEnumerable<SessionEvent> Delivery(long position, DeliveryOutcome outcome, DeliveryWay way, string? window) =>
    [
        new DeliveryBegun(RecordedLog.At(12), position, way, window),
        new TextDelivered(RecordedLog.At(12), position, outcome, 8.7),
    ];

    private Task<ToolResult> ShowAsync(params string[] arguments) =>
        ReplayTool.RunAsync(_log.Directory, ["show", .. arguments, "--db", _log.Path]);
}
