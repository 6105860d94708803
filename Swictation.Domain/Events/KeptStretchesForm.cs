using System.Collections.Immutable;
using System.Text.Json;

namespace Swictation.Domain.Events;

/// <summary>Stretches as lists of two numbers and a text.</summary>
internal sealed class KeptStretchesForm()
    : ListsForm<KeptStretches, KeptStretch>("Stretches are no list of two numbers and a hash each.")
{
    protected override KeptStretches Whole(ImmutableArray<KeptStretch> items) => new(items);

    protected override ImmutableArray<KeptStretch> ItemsOf(KeptStretches whole) => whole.Stretches;

    protected override KeptStretch ReadItem(ref Utf8JsonReader reader) =>
        new(ReadNumber(ref reader), ReadNumber(ref reader), ReadText(ref reader));

    protected override void WriteItem(Utf8JsonWriter writer, KeptStretch item)
    {
        writer.WriteNumberValue(item.After);
        writer.WriteNumberValue(item.UpTo);
        writer.WriteStringValue(item.Hash);
    }
}
