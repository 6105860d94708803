using System.Text.Json;

namespace Swictation.Domain.Wire;

internal static class WireJson
{
    public static readonly WireEncoder Encoder = new();

    public static readonly WireJsonContext Context = new(
        new JsonSerializerOptions(WireJsonContext.Default.Options) { Encoder = Encoder });
}
