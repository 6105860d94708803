using System.Text.Json.Serialization;

namespace Swictation.Benchmarks.Roles;

[JsonSerializable(typeof(ReadingResult))]
[JsonSerializable(typeof(CatchUpResult))]
internal sealed partial class RoleJsonContext : JsonSerializerContext;
