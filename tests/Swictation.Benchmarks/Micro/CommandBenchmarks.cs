using BenchmarkDotNet.Attributes;
using Swictation.Sockets.Commands;

namespace Swictation.Benchmarks.Micro;

/// <summary>Bytes of the command socket to requests.</summary>
[MemoryDiagnoser]
public class CommandBenchmarks
{
    private readonly byte[] _whole = [.. "{\"action\":\"toggle\",\"request_id\":\"7f3a\"}"u8];
    private readonly byte[] _half = [.. "{\"action\":\"tog"u8];

    [Benchmark]
    public CommandRequest? ReadRequest()
    {
        CommandRequestReader.TryRead(_whole, out var request, out _);
        return request;
    }

    [Benchmark]
    public bool FindThatMoreIsNeeded() => CommandRequestReader.TryRead(_half, out _, out _);
}
