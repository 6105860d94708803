using Swictation.Domain.Events;

namespace Swictation.Storage.Rows;

/// <summary>The events that can carry words of the user, as a condition in SQL.</summary>
internal static class TypesWithWords
{
    /// <summary>On the column <c>type</c>. What this version knows to be without words is passed over by its type alone.</summary>
    public static readonly string Condition =
        $"type NOT IN ({string.Join(", ", EventType.Known.Values.Where(type => !type.CarriesWords).Select(type => $"'{type.Name}'"))})";
}
