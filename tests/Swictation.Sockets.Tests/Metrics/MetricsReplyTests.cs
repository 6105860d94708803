using System.Text.Json;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Metrics;

namespace Swictation.Sockets.Tests.Metrics;

public sealed class MetricsReplyTests
{
    // A thousand events a second for thirty years, to a thousand clients.
    private const long Events = 1_000_000_000_000_000;
    private const long Clients = 1_000_000_000;
    private const double Microseconds = 99_999_999.9;

    // A thousand segments a second for thirty years, of 30 hours each.
    private static readonly LatencyFigures Stage = new(1_000_000_000_000, 1e16, 1.1e11, 1.1e11, 1.1e11, 1.1e11);

    private static readonly CommandReply Largest = CommandReply.Success("Metrics") with
    {
        RequestId = new string('r', CommandRequestReader.MaxRequestIdLength),
        Metrics = new()
        {
            UptimeS = 999_999_999.9,
            Committed = Events,
            Sent = Events,
            SentMemory = Events,
            SentSqlite = Events,
            Bytes = Events,
            Clients = 256,
            Seen = Clients,
            Connects = Clients,
            Disconnects = new(Clients, Clients, Clients, Clients, Clients, Clients, Clients),
            Lag = Clients,
            ModelLag = Clients,
            CommitUs = new(Events, Events + 0.5, Microseconds, Microseconds, Microseconds, Microseconds),
            SocketUs = new(Events, Events + 0.5, Microseconds, Microseconds, Microseconds, Microseconds),
            StagesUs = new(Stage, Stage, Stage, Stage),
            Errors = new(
                Clients, Clients, Clients, Clients, Clients, Clients, Clients, Clients, Clients, Clients, Clients),
            Mic = new(Clients, Clients, Clients, Clients, Clients),
        },
    };

    [Fact]
    public void The_largest_reply_is_no_longer_than_documented()
    {
        var line = CommandReplyLine.Write(Largest);

        Assert.InRange(line.Length, 1, CommandReplyLine.MaxBytesWithMetrics);
    }

    [Fact]
    public void Nothing_is_lost_between_writing_and_reading()
    {
        var read = CommandReplyLine.Read(CommandReplyLine.Write(Largest));

        Assert.Equal(Largest, read);
    }

    [Fact]
    public void Wire_names_of_reasons_and_errors_are_those_of_the_fields()
    {
        var metrics = JsonDocument.Parse(CommandReplyLine.Write(Largest)).RootElement.GetProperty("metrics");

        AssertNames(metrics.GetProperty("disconnects"), Largest.Metrics!.Disconnects.ByName());
        AssertNames(metrics.GetProperty("errors"), Largest.Metrics.Errors.ByName());
        Assert.All(
            Largest.Metrics.Mic.FaultsByName(),
            fault => Assert.Equal(fault.Count, metrics.GetProperty("mic").GetProperty(fault.Name).GetInt64()));
        Assert.Equal(
            Enum.GetNames<DisconnectReason>().Select(name => name.ToLowerInvariant()),
            Largest.Metrics.Disconnects.ByName().Select(reason => reason.Name));
    }

    private static void AssertNames(JsonElement figures, IEnumerable<(string Name, long Count)> named) =>
        Assert.Equal(figures.EnumerateObject().Select(field => field.Name), named.Select(each => each.Name));
}
