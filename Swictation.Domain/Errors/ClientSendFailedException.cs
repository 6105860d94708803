namespace Swictation.Domain.Errors;

/// <summary>Events could not be sent to a client, or it went without having read them.</summary>
/// <param name="client">The daemon's number of the client.</param>
/// <param name="processId">The process that had connected.</param>
/// <param name="eventType">Type of the last event that was being sent to it; empty where it had got none.</param>
/// <param name="sequence">Position of that event; 0 where it had got none.</param>
/// <param name="reason">The system's words.</param>
public sealed class ClientSendFailedException(int client, int processId, string eventType, long sequence, string reason)
    : SwictationException($"metrics client {client} (process {processId}): {Describe(eventType, sequence)}: {reason}")
{
    public int Client { get; } = client;

    public int ProcessId { get; } = processId;

    public string EventType { get; } = eventType;

    public long Sequence { get; } = sequence;

    public string Reason { get; } = reason;

    private static string Describe(string eventType, long sequence) =>
        sequence > 0 ? $"{eventType} {sequence} could not be sent" : "nothing could be sent";
}
