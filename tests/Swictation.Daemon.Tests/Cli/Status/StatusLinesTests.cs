using System.Text;
using System.Text.Json;
using Swictation.Daemon.Cli.Status;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Sockets.Protocol;

namespace Swictation.Daemon.Tests.Cli.Status;

public sealed class StatusLinesTests
{
    private static readonly Snapshot Idle = new(
        10,
        Phase.Idle,
        Session: null,
        Paused: false,
        OffTheRecord: false,
        Muted: false,
        MicrophoneState.Closed,
        Hearing: false,
        SourceEnded: false,
        Trouble: []);

    private static readonly Snapshot Recording =
        Idle with { State = Phase.Recording, Session = new(12), Microphone = MicrophoneState.Open };

    public static TheoryData<string, string> States => new()
    {
        { "idle", Line(Idle) },
        { "opening", Line(Idle with { Session = new(12), Microphone = MicrophoneState.Preparing }) },
        { "recording", Line(Recording) },
        { "recording, off the record", Line(Recording with { OffTheRecord = true }) },
        { "paused", Line(Idle with { Session = new(12), Paused = true }) },
        { "paused", Line(Recording with { State = Phase.Processing, Paused = true }) },
        { "processing", Line(Recording with { State = Phase.Processing }) },
        { "recording, source ended", Line(Recording with { SourceEnded = true, Microphone = null }) },
        { "replay", Line(Snapshot.OfReplay(new(12), 10)) },
        { "error", Line(Idle with { State = Phase.Error, Microphone = MicrophoneState.Missing }) },
        { "recording, muted", Line(Recording with { Muted = true, Trouble = ["nothing_but_silence"] }) },
        {
            "recording, muted, disk full",
            """{"type":"snapshot","seq":1,"state":"recording","muted":true,"trouble":["disk_full"]}"""
        },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Plain_text_says_the_state_in_a_word_and_what_else_is_to_be_known(string expected, string snapshot) =>
        Assert.Equal(expected, new StatusLines(StatusForm.Plain).Next(Encoding.UTF8.GetBytes(snapshot)));

    [Theory]
    [InlineData(nameof(StatusForm.Plain), "stopped")]
    [InlineData(nameof(StatusForm.Json), """{"type":"snapshot","state":"stopped"}""")]
    [InlineData(
        nameof(StatusForm.Waybar), """{"text":"stopped","alt":"stopped","class":["stopped"],"tooltip":"Swictation: stopped"}""")]
    [InlineData(nameof(StatusForm.I3blocks), "stopped")]
    [InlineData(nameof(StatusForm.Polybar), "stopped")]
    public void Without_a_daemon_every_form_says_stopped(string form, string expected) =>
        Assert.Equal(expected, new StatusLines(Enum.Parse<StatusForm>(form)).Next(null));

    [Fact]
    public void Json_is_the_snapshot_as_the_daemon_has_sent_it() =>
        Assert.Equal(Line(Recording), new StatusLines(StatusForm.Json).Next(Bytes(Recording)));

    [Fact]
    public void Waybar_gets_a_class_for_each_thing_that_a_style_may_show()
    {
        var line = new StatusLines(StatusForm.Waybar).Next(Bytes(Recording with { OffTheRecord = true, Hearing = true }));

        var read = JsonDocument.Parse(line!).RootElement;
        Assert.Equal("recording, off the record", read.GetProperty("text").GetString());
        Assert.Equal("recording", read.GetProperty("alt").GetString());
        Assert.Equal(
            ["recording", "off-the-record", "hearing"],
            read.GetProperty("class").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("Swictation: recording, off the record", read.GetProperty("tooltip").GetString());
    }

    [Fact]
    public void Source_that_has_ended_and_a_replay_are_seen_in_every_form()
    {
        var ended = Bytes(Recording with { SourceEnded = true });
        var replay = Bytes(Snapshot.OfReplay(new(12), 10));

        Assert.Equal(
            """{"text":"recording, source ended","alt":"recording","class":["recording","source-ended"],"tooltip":"Swictation: recording, source ended"}""",
            new StatusLines(StatusForm.Waybar).Next(ended));
        Assert.Equal(
            """<span color="#f5a524">recording, source ended</span>""", new StatusLines(StatusForm.I3blocks).Next(ended));
        Assert.Equal("%{F#f5a524}recording, source ended%{F-}", new StatusLines(StatusForm.Polybar).Next(ended));
        Assert.EndsWith(",\"source_ended\":true,\"trouble\":[]}", new StatusLines(StatusForm.Json).Next(ended), StringComparison.Ordinal);
        Assert.Equal(
            """{"text":"replay","alt":"replay","class":["replay"],"tooltip":"Swictation: replay"}""",
            new StatusLines(StatusForm.Waybar).Next(replay));
        Assert.Equal("replay", new StatusLines(StatusForm.I3blocks).Next(replay));
        Assert.Equal("replay", new StatusLines(StatusForm.Polybar).Next(replay));
        Assert.EndsWith(",\"replay\":12}", new StatusLines(StatusForm.Json).Next(replay), StringComparison.Ordinal);
    }

    [Fact]
    public void I3blocks_and_polybar_get_their_own_marks_for_colours()
    {
        Assert.Equal("""<span color="#e5484d">recording</span>""", new StatusLines(StatusForm.I3blocks).Next(Bytes(Recording)));
        Assert.Equal("%{F#e5484d}recording%{F-}", new StatusLines(StatusForm.Polybar).Next(Bytes(Recording)));
    }

    [Theory]
    [InlineData(nameof(StatusForm.Plain))]
    [InlineData(nameof(StatusForm.Json))]
    [InlineData(nameof(StatusForm.Waybar))]
    public void Snapshot_that_says_the_same_at_another_position_is_no_line(string form)
    {
        var lines = new StatusLines(Enum.Parse<StatusForm>(form));

        Assert.NotNull(lines.Next(Bytes(Idle)));
        Assert.Null(lines.Next(Bytes(Idle with { Sequence = 11 })));
        Assert.NotNull(lines.Next(Bytes(Recording)));
        Assert.NotNull(lines.Next(null));
        Assert.Null(lines.Next(null));
    }

    [Fact]
    public void What_a_form_does_not_show_is_no_line_in_it()
    {
        var (plain, json) = (new StatusLines(StatusForm.Plain), new StatusLines(StatusForm.Json));
        foreach (var lines in new[] { plain, json }) Assert.NotNull(lines.Next(Bytes(Recording)));

        Assert.Null(plain.Next(Bytes(Recording with { Hearing = true })));
        Assert.NotNull(json.Next(Bytes(Recording with { Hearing = true })));
    }

    [Theory]
    [InlineData(nameof(StatusForm.Waybar), """{"text":"a b c","alt":"a b c","class":["a b c"],"tooltip":"Swictation: a b c"}""")]
    [InlineData(nameof(StatusForm.Polybar), "a b c")]
    public void No_word_means_anything_to_a_bar(string form, string expected) =>
        Assert.Equal(
            expected,
            new StatusLines(Enum.Parse<StatusForm>(form)).Next(
                """{"type":"snapshot","seq":1,"state":"a%{} b<\"&>\n c"}"""u8.ToArray()));

    private static ReadOnlyMemory<byte> Bytes(Snapshot snapshot) => ControlLines.Snapshot(snapshot)[..^1];

    private static string Line(Snapshot snapshot) => Encoding.UTF8.GetString(Bytes(snapshot).Span);
}
