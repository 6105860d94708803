namespace Swictation.Benchmarks.Roles;

/// <summary>
/// What a role says on standard output to whoever started it. The last line of a client is its result.
/// </summary>
internal static class RoleLines
{
    /// <summary>The floor listens, or the clients are connected.</summary>
    public const string Ready = "ready";

    /// <summary>All clients have the whole warm-up.</summary>
    public const string Warm = "warm";

    /// <summary>What the floor is told, once to go on and once to end.</summary>
    public const string GoOn = "go on";
}
