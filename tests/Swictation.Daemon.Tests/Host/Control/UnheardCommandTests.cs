using Swictation.Daemon.Host;
using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Host.Control;

/// <summary>Actions while the source has nothing to give.</summary>
public sealed class UnheardCommandTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("toggle")]
    [InlineData("start")]
    public void Recording_does_not_start_when_nothing_can_be_heard(string action)
    {
        _bench.Input.Obstacle = "alsa:hw:1: there is no such microphone; plug it in";
        var before = _bench.Recording.Log.Head;

        var reply = _bench.Handle(action);

        Assert.Equal(
            (CommandErrorCode.SourceUnavailable, null, $"Nothing can be heard: {_bench.Input.Obstacle}"),
            (reply.Code, reply.State, reply.Error));
        Assert.Equal(before, _bench.Recording.Log.Head);
    }

    [Fact]
    public void Recording_stops_also_when_nothing_can_be_heard()
    {
        _bench.Handle("start");
        _bench.Input.Obstacle = "alsa:hw:1: there is no such microphone; plug it in";

        _bench.AssertDone(_bench.Handle("toggle"), "Recording stopped", "idle");
    }

    [Theory]
    [InlineData(MicrophoneState.Closed, "closed", true)]
    [InlineData(MicrophoneState.Open, "open", false)]
    [InlineData(null, null, false)]
    public void Status_says_how_it_stands_with_the_microphone_and_that_first_words_need_an_open_one(
        MicrophoneState? state, string? told, bool isWarned)
    {
        _bench.Input.Microphone = state;

        var reply = _bench.Status();

        Assert.Equal(told, reply.Microphone);
        Assert.StartsWith("The daemon is idle", reply.Message, StringComparison.Ordinal);
        Assert.Equal(isWarned, reply.Message!.Contains("--microphone always", StringComparison.Ordinal));
    }

    [Fact]
    public void Status_says_what_is_wrong_with_the_source()
    {
        _bench.Handle("start");
        _bench.Input.Trouble = new(TroubleCode.NothingButSilence, "alsa:default: is it muted?");

        var reply = _bench.Status();

        _bench.AssertDone(reply, "The daemon is recording", "recording");
        Assert.Equal(["alsa:default: is it muted?"], reply.Trouble);
        Assert.Equal([TroubleCode.NothingButSilence.Name], reply.TroubleCodes);
    }

    [Fact]
    public void Snapshot_has_the_codes_of_what_status_says()
    {
        _bench.Handle("start");
        _bench.Input.Trouble = new(TroubleCode.NothingButSilence, "alsa:default: is it muted?");
        _bench.Fail(startS: 1.5, "it has crashed");

        var snapshot = WhatGoesOn.Now(_bench.Recording.Recorder, _bench.Input, disk: null, position => position);

        Assert.True(snapshot.Muted);
        Assert.Equal([TroubleCode.NothingButSilence.Name, TroubleCode.RecogniserFailed.Name], snapshot.Trouble);
        Assert.Equal(_bench.Status().TroubleCodes, snapshot.Trouble);
        Assert.Equal(_bench.Recording.Log.Head, snapshot.Sequence);
    }

    [Fact]
    public void Snapshot_says_nothing_where_nothing_is_wrong()
    {
        var snapshot = WhatGoesOn.Now(_bench.Recording.Recorder, _bench.Input, disk: null, position => position);

        Assert.False(snapshot.Muted);
        Assert.Empty(snapshot.Trouble);
    }
}
