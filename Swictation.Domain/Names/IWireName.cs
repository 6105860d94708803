namespace Swictation.Domain.Names;

/// <summary>
/// A name on the wire out of a set to which other versions may add: one that this version does not know is read, kept and
/// written as it stands. The names that it knows are static properties of the type.
/// </summary>
public interface IWireName<TSelf>
    where TSelf : struct, IWireName<TSelf>
{
    string Name { get; }

    static abstract TSelf Named(string name);
}
