namespace Swictation.Sockets.Metrics;

/// <summary>Errors by kind; docs/operations.md explains each.</summary>
public sealed record ErrorFigures(
    long Append,
    long Projection,
    long Checkpoint,
    long Damage,
    long Accept,
    long Send,
    long Limit,
    long Request,
    long Peer,
    long Internal,
    long Recognition)
{
    /// <summary>Each kind by its name on the wire.</summary>
    public IEnumerable<(string Name, long Count)> ByName() =>
    [
        ("append", Append),
        ("projection", Projection),
        ("checkpoint", Checkpoint),
        ("damage", Damage),
        ("accept", Accept),
        ("send", Send),
        ("limit", Limit),
        ("request", Request),
        ("peer", Peer),
        ("internal", Internal),
        ("recognition", Recognition),
    ];
}
