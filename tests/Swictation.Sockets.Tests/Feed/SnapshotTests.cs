using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using static Swictation.Sockets.Tests.Feed.Lines;

namespace Swictation.Sockets.Tests.Feed;

/// <summary>What clients of protocol 2 are told of what is going on.</summary>
public sealed class SnapshotTests
{
    private const string Idle =
        """{"type":"snapshot","seq":1,"state":"idle","session_id":null,"paused":false,"off_the_record":false,"muted":false,"microphone":"closed","hearing":false,"source_ended":false,"trouble":[]}""";

    [Fact]
    public async Task Snapshot_comes_behind_the_history_that_a_hello_has_asked_for()
    {
        await using var feed = new RunningFeed(hasSnapshots: true, before: State(Phase.Idle));
        using var client = await feed.ConnectAsync();

        await client.SendAsync("""{"hello":{"after":0}}""" + "\n");

        var lines = await client.ReadLinesUntilAsync("\"type\":\"snapshot\"");
        Assert.Equal(["hello", "state_change", "caught_up", "snapshot"], lines.SkipWhile(IsProtocol1).Select(TypeOf));
        Assert.Equal(Idle, lines[^1]);
    }

    [Fact]
    public async Task Snapshot_comes_again_when_something_has_changed_and_only_then()
    {
        await using var feed = new RunningFeed(hasSnapshots: true, before: State(Phase.Idle));
        using var client = await feed.ConnectAsync();
        await client.SendAsync("""{"hello":{}}""" + "\n");
        await client.ReadLinesUntilAsync("\"type\":\"snapshot\"");

        feed.Server.TellWhatGoesOn();
        feed.Append(Started());
        Assert.Equal("session_start", TypeOf(await client.ReadLineAsync()));
        feed.Snapshot = feed.Snapshot with { Session = new(1), Microphone = MicrophoneState.Open, Hearing = true };
        feed.Server.TellWhatGoesOn();

        var told = await client.ReadLineAsync();
        Assert.Contains("\"seq\":2,\"state\":\"idle\",\"session_id\":1", told, StringComparison.Ordinal);
        Assert.EndsWith("\"microphone\":\"open\",\"hearing\":true,\"source_ended\":false,\"trouble\":[]}", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_is_told_by_its_codes_once_and_again_when_it_is_over()
    {
        await using var feed = new RunningFeed(hasSnapshots: true, before: State(Phase.Idle));
        using var client = await feed.ConnectAsync();
        await client.SendAsync("""{"hello":{}}""" + "\n");
        await client.ReadLinesUntilAsync("\"type\":\"snapshot\"");

        feed.Snapshot = feed.Snapshot with { Muted = true, Trouble = ["nothing_but_silence", "storage_failed"] };
        feed.Server.TellWhatGoesOn();
        Assert.EndsWith(
            "\"muted\":true,\"microphone\":\"closed\",\"hearing\":false,\"source_ended\":false,\"trouble\":[\"nothing_but_silence\",\"storage_failed\"]}",
            await client.ReadLineAsync(),
            StringComparison.Ordinal);

        // The same in another list is no news.
        feed.Snapshot = feed.Snapshot with { Trouble = ["nothing_but_silence", "storage_failed"] };
        feed.Server.TellWhatGoesOn();
        feed.Snapshot = feed.Snapshot with { Muted = false, Trouble = [] };
        feed.Server.TellWhatGoesOn();
        Assert.Equal(Idle, await client.ReadLineAsync());
    }

    [Fact]
    public async Task End_of_the_source_is_told_though_no_event_says_it()
    {
        await using var feed = new RunningFeed(hasSnapshots: true, before: State(Phase.Idle));
        using var client = await feed.ConnectAsync();
        await client.SendAsync("""{"hello":{}}""" + "\n");
        await client.ReadLinesUntilAsync("\"type\":\"snapshot\"");

        feed.Snapshot = feed.Snapshot with { Microphone = null, SourceEnded = true };
        feed.Server.TellWhatGoesOn();

        Assert.EndsWith(
            "\"muted\":false,\"hearing\":false,\"source_ended\":true,\"trouble\":[]}", await client.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_says_that_it_is_one_in_the_answer_to_a_hello_and_in_the_snapshot()
    {
        await using var feed = new RunningFeed(hasSnapshots: true, replay: new(12), before: State(Phase.Idle));
        feed.Snapshot = Sockets.Protocol.Snapshot.OfReplay(new(12), sequence: 0);
        using var client = await feed.ConnectAsync();
        await client.SendAsync("""{"hello":{}}""" + "\n");

        var lines = await client.ReadLinesUntilAsync("\"type\":\"snapshot\"");

        Assert.EndsWith(",\"replay\":12}", lines.Single(line => TypeOf(line) == "hello"), StringComparison.Ordinal);
        Assert.Equal(
            """{"type":"snapshot","seq":1,"state":"idle","session_id":null,"paused":false,"off_the_record":false,"muted":false,"hearing":false,"source_ended":false,"trouble":[],"replay":12}""",
            lines[^1]);
    }

    [Fact]
    public async Task Snapshot_of_an_earlier_position_is_not_told_to_who_is_further()
    {
        await using var feed = new RunningFeed(hasSnapshots: true, before: [State(Phase.Idle), Started()]);
        using var client = await feed.ConnectAsync();
        feed.SnapshotAt = 1;
        await client.SendAsync("""{"hello":{}}""" + "\n");
        await client.ReadLinesUntilAsync("caught_up");

        feed.Server.TellWhatGoesOn();
        feed.Append(Said(1));
        Assert.Equal("transcription", TypeOf(await client.ReadLineAsync()));

        feed.SnapshotAt = null;
        feed.Server.TellWhatGoesOn();
        Assert.Contains("\"snapshot\",\"seq\":3", await client.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_whose_hello_was_refused_gets_none_before_another_one_is_taken()
    {
        await using var feed = new RunningFeed(hasSnapshots: true, before: State(Phase.Idle));
        using var client = await feed.ConnectAsync();
        await client.SendAsync("""{"hello":{"session":7}}""" + "\n");
        await client.ReadLinesUntilAsync("session_unknown");

        feed.Server.TellWhatGoesOn();
        await client.SendAsync("""{"hello":{}}""" + "\n");

        Assert.Equal(
            ["hello", "caught_up", "snapshot"], (await client.ReadLinesUntilAsync("\"type\":\"snapshot\"")).Select(TypeOf));
    }

    [Fact]
    public async Task P3_Clients_of_protocol_1_get_none()
    {
        await using var feed = new RunningFeed(hasSnapshots: true, before: State(Phase.Idle));
        using var client = await feed.ConnectAsync();
        Assert.Equal(Of(State(Phase.Idle)), await client.ReadLinesAsync(1));

        feed.Snapshot = feed.Snapshot with { Hearing = true };
        feed.Server.TellWhatGoesOn();
        feed.Append(Started());

        Assert.Equal(Of(Started()), await client.ReadLinesAsync(1));
    }

    private static bool IsProtocol1(string line) => TypeOf(line) != "hello";

    private static string TypeOf(string line) =>
        System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()!;
}
