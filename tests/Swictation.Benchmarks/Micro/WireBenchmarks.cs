using BenchmarkDotNet.Attributes;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Benchmarks.Micro;

/// <summary>Events to lines and back.</summary>
[MemoryDiagnoser]
public class WireBenchmarks
{
    private readonly Transcription _transcription = SampleEvents.Transcription;
    private readonly MetricsUpdate _metrics = SampleEvents.Metrics;
    private readonly StoredEvent _storedTranscription = SampleEvents.Stored(SampleEvents.Transcription);
    private readonly StoredEvent _storedMetrics = SampleEvents.Stored(SampleEvents.Metrics);

    [Benchmark]
    public EventToAppend WriteTranscription() => WireWriter.ToAppend(_transcription);

    [Benchmark]
    public EventToAppend WriteMetrics() => WireWriter.ToAppend(_metrics);

    [Benchmark]
    public SessionEvent ReadTranscription() => WireReader.Read(_storedTranscription);

    [Benchmark]
    public SessionEvent ReadMetrics() => WireReader.Read(_storedMetrics);
}
