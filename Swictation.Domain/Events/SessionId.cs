using System.Globalization;

namespace Swictation.Domain.Events;

/// <summary>
/// Number of a session: counts from 1 in the order in which sessions were started or imported, and is never used again.
/// </summary>
public readonly record struct SessionId(long Value)
{
    public SessionId Next() => new(Value + 1);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
