using System.Text.Json.Serialization;
using Swictation.Domain.History;

namespace Swictation.Replay.Output;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SessionJson))]
[JsonSerializable(typeof(SpokenJson))]
[JsonSerializable(typeof(SearchHitJson))]
[JsonSerializable(typeof(WithoutTextJson))]
[JsonSerializable(typeof(GapJson))]
[JsonSerializable(typeof(RecogniserChangeJson))]
[JsonSerializable(typeof(FiguresJson))]
[JsonSerializable(typeof(MomentJson))]
[JsonSerializable(typeof(NoteJson))]
[JsonSerializable(typeof(MarkJson))]
[JsonSerializable(typeof(VersionJson))]
[JsonSerializable(typeof(HeardSegmentJson))]
[JsonSerializable(typeof(HeardFiguresJson))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ForgettingJson))]
[JsonSerializable(typeof(UsageJson))]
[JsonSerializable(typeof(VerifiedJson))]
internal sealed partial class ReplayJsonContext : JsonSerializerContext;
