using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host;

public sealed class MicrophoneServiceTests : IDisposable
{
    private readonly RecorderBench _bench = RecorderBench.Idle();
    private readonly ScriptedInput _input = new(_ => Task.CompletedTask);
    private readonly MicrophoneService _service;

    public MicrophoneServiceTests() =>
        _service = new(_input, _bench.Recorder, _bench.Time, NullLogger<MicrophoneService>.Instance);

    public void Dispose()
    {
        _service.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task Microphone_that_is_missing_is_an_error_and_none_once_it_is_there()
    {
        var before = _bench.Log.Head;
        _input.Microphone = MicrophoneState.Missing;
        await _service.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync(() => _bench.Recorder.Phase == Phase.Error, "it is missed");
        await LookAsync();

        _input.Microphone = MicrophoneState.Closed;
        await LookAsync();

        await Eventually.IsTrueAsync(() => _bench.Recorder.Phase == Phase.Idle, "it is there");
        await _service.StopAsync(CancellationToken.None);
        Assert.Equal(["state_change error", "state_change idle"], _bench.Log.LinesButMetrics(before));
    }

    [Fact]
    public async Task Microphone_is_looked_for_every_two_seconds_and_no_more_often()
    {
        _input.Microphone = MicrophoneState.Closed;
        await _service.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync(() => _input.TimesLooked == 1, "it is looked for");
        await _bench.Time.WaitForTimersAsync(1);
        _bench.Advance(1.9);
        Assert.Equal(1, _input.TimesLooked);

        _bench.Advance(0.1);

        await Eventually.IsTrueAsync(() => _input.TimesLooked == 2, "it is looked for again");
        await _service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Microphone_that_stays_away_does_not_fill_the_log()
    {
        _input.Microphone = MicrophoneState.Missing;
        await _service.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync(() => _bench.Recorder.Phase == Phase.Error, "it is missed");
        var before = _bench.Log.Head;

        for (var second = 0; second < 59; second++)
        {
            _bench.Advance(1);
            _bench.Recorder.UpdateMetrics();
        }

        await _service.StopAsync(CancellationToken.None);
        Assert.Equal(before, _bench.Log.Head);
    }

    [Fact]
    public async Task Other_source_is_never_missing()
    {
        await _service.StartAsync(CancellationToken.None);
        await _service.ExecuteTask!.WaitAsync(LineClient.Deadline);

        Assert.Equal((Phase.Idle, 0), (_bench.Recorder.Phase, _input.TimesLooked));
    }

    private async Task LookAsync()
    {
        var looked = _input.TimesLooked;
        await _bench.Time.WaitForTimersAsync(1);
        _bench.Advance(2);
        await Eventually.IsTrueAsync(() => _input.TimesLooked > looked, "it is looked for");
    }
}
