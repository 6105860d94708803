using System.Text.Json.Serialization;

namespace Swictation.Benchmarks.Roles;

[JsonSerializable(typeof(ReadingResult))]
[JsonSerializable(typeof(CatchUpResult))]
[JsonSerializable(typeof(PlayedResult))]
internal sealed partial class RoleJsonContext : JsonSerializerContext;
