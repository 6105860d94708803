using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host.Metrics;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Audio;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
using Swictation.Sockets.Metrics;
using Swictation.Storage;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Metrics;

public sealed class DaemonMeterTests
{
    [Fact]
    public async Task Every_metric_that_is_documented_can_be_listened_to_and_no_other()
    {
        using var directory = new TemporaryDirectory();
        await using var log = SqliteEventLog.Open(
            new(directory.File("log.db")), new CommitNotice(), TimeProvider.System, NullLogger.Instance);
        var feed = new FeedMetrics();
        var capture = new CaptureMetrics();
        var stages = new StageMetrics();
        var sources = new MetricSources(log, feed, capture, stages, () => MicrophoneState.Open, () => new(900, 80), new FakeClock());
        using var meter = new DaemonMeter(sources);
        var heard = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, each) =>
        {
            if (instrument.Meter.Name == DaemonMeter.Name) each.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        listener.Start();

        log.Append([WireWriter.ToAppend(new EventFaker(seed: 5).Transcription(new(1)))]);
        feed.CommitToSocket.Record(TimeSpan.FromSeconds(1));
        capture.Faults.Add(MicrophoneFault.Overruns);
        capture.AddLost(TimeSpan.FromMilliseconds(250));
        capture.AddCorrected();
        stages.Record(
            new(default, default, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4), Capture: TimeSpan.FromSeconds(1)),
            TimeSpan.FromSeconds(15));
        stages.NoteFailure();
        stages.NoteWithheld(ReasonCode.NobodySpeaks);
        stages.NoteWithheld(ReasonCode.NobodySpeaks);
        stages.NoteWithheld(ReasonCode.NoSpeechText);
        feed.Disconnects.Add(DisconnectReason.Refused);
        listener.RecordObservableInstruments();

        var document = Repository.ReadText("docs/operations.md");
        Assert.All(heard.Keys, name => Assert.Contains($"`{name}`", document, StringComparison.Ordinal));
        Assert.Equal(26, heard.Count);
        Assert.Equal(900, heard["swictation.log.disk.left"]);
        Assert.Equal(80, heard["swictation.log.disk.last_day"]);
        Assert.Equal(3, heard["swictation.segments.withheld"]);
        Assert.Equal(1, heard["swictation.log.events.committed"]);
        Assert.Equal(1, heard["swictation.feed.disconnects"]);
        Assert.Equal(1, heard["swictation.feed.clients.seen"]);
        Assert.Equal(1, heard["swictation.microphone.faults"]);
        Assert.Equal(1, heard["swictation.recognition.failures"]);
        Assert.Equal(250, heard["swictation.microphone.lost"]);
        Assert.Equal(1, heard["swictation.microphone.corrected"]);
        Assert.Equal(1, heard["swictation.microphone.state"]);
        Assert.Equal(
            [1, 8, 4, 2],
            heard.Where(each => each.Key.StartsWith("swictation.segment.", StringComparison.Ordinal))
                .OrderBy(each => each.Key)
                .Select(each => each.Value));
        Assert.Equal(1.0, heard["swictation.feed.commit_to_socket.duration"]);
        Assert.InRange(heard["swictation.log.commit.duration"], 1e-6, 60);

        var values = MetricValues.Collect(sources);
        Assert.Equal(1, values.NumberAt("committed"));
        Assert.Equal(1, values.NumberAt("disconnects/refused"));
        Assert.Equal(2, values.NumberAt("withheld/nobody_speaks"));
        Assert.Equal(1, values.NumberAt("withheld/no_speech_text"));
        Assert.Equal(250, values.NumberAt("mic/lost_ms"));
        Assert.Equal(1_000_000, values.LatencyAt("socket_us").Max);
        Assert.Equal(Fields(SampleMetrics.Create().Figures), Fields(values.Figures));

        void Add(Instrument instrument, double value) =>
            heard[instrument.Name] = heard.GetValueOrDefault(instrument.Name) + value;
    }

    // The names of all fields, in order.
    private static IEnumerable<string> Fields(JsonObject figures) => figures.SelectMany(field =>
        field.Value is JsonObject inner ? Fields(inner).Select(name => $"{field.Key}/{name}") : [field.Key]);
}
