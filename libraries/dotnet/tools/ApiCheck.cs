// Holds that an assembly uses nothing that .NET Framework 3.5 does not have: every type and member that it refers to
// outside of itself must be in a list, in the spelling of documentation comments. Usage: ApiCheck.exe <assembly> <list>
using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace Roompass.Tools
{
    internal static class ApiCheck
    {
        private const int TypeReferences = 0x01000000;
        private const int MemberReferences = 0x0a000000;

        private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance |
                                         BindingFlags.Static | BindingFlags.DeclaredOnly;

        /// <summary>In place of whatever type parameters a reference stands among: its definition is what
        /// counts.</summary>
        private static readonly Type[] Any = { typeof(object), typeof(object), typeof(object) };

        private static int Main(string[] arguments)
        {
            Module module = Assembly.LoadFrom(Path.GetFullPath(arguments[0])).ManifestModule;
            List<string> used = UsedBy(module);
            List<string> known = new List<string>();
            foreach (string line in File.ReadAllLines(arguments[1]))
                if (line.Length > 0 && line[0] != '#') known.Add(line);
            int wrong = 0;
            foreach (string id in used)
            {
                if (known.Contains(id)) continue;
                Console.WriteLine("not in .NET Framework 3.5, or not in the list yet: " + id);
                wrong++;
            }
            foreach (string id in known)
            {
                if (used.Contains(id)) continue;
                Console.WriteLine("in the list, but not used any more: " + id);
                wrong++;
            }
            Console.WriteLine(used.Count + " types and members are used of .NET, " + wrong + " wrong");
            return wrong == 0 && used.Count > 0 ? 0 : 1;
        }

        private static List<string> UsedBy(Module module)
        {
            List<string> ids = new List<string>();
            for (int i = 1;; i++)
            {
                Type type = Resolved(() => module.ResolveType(TypeReferences + i));
                if (type == null) break;
                Add(ids, "T:" + NameOf(type));
            }
            for (int i = 1;; i++)
            {
                MemberInfo member = Resolved(() => module.ResolveMember(MemberReferences + i, Any, Any));
                if (member == null) break;
                Type owner = member.DeclaringType;
                // The methods of delegates are the runtime's own, as those of arrays are.
                if (owner.Module == module || owner.IsArray || owner.IsSubclassOf(typeof(Delegate))) continue;
                Add(ids, IdOf(Definition(member)));
            }
            ids.Sort(string.CompareOrdinal);
            return ids;
        }

        private static T Resolved<T>(Func<T> resolve)
            where T : class
        {
            try
            {
                return resolve();
            }
            catch (ArgumentException)
            {
                return null; // after the last row of the table
            }
        }

        private static void Add(List<string> ids, string id)
        {
            if (!ids.Contains(id)) ids.Add(id);
        }

        private static MemberInfo Definition(MemberInfo member)
        {
            Type type = member.DeclaringType;
            if (!type.IsGenericType) return member;
            foreach (MemberInfo candidate in type.GetGenericTypeDefinition().GetMembers(All))
                if (candidate.MetadataToken == member.MetadataToken) return candidate;
            throw new InvalidOperationException("has no definition: " + member);
        }

        private static string IdOf(MemberInfo member)
        {
            string owner = NameOf(member.DeclaringType) + ".";
            if (member is FieldInfo) return "F:" + owner + member.Name;
            MethodBase method = (MethodBase)member;
            PropertyInfo property = PropertyOf(method);
            if (property != null) return "P:" + owner + property.Name + Parameters(property.GetIndexParameters());
            MethodInfo plain = method as MethodInfo;
            bool generic = plain != null && plain.IsGenericMethod;
            if (generic) method = plain.GetGenericMethodDefinition();
            string arity = generic ? "``" + method.GetGenericArguments().Length : "";
            return "M:" + owner + method.Name.Replace('.', '#') + arity + Parameters(method.GetParameters());
        }

        /// <summary>The property whose accessor a method is, or null.</summary>
        private static PropertyInfo PropertyOf(MethodBase method)
        {
            if (!method.IsSpecialName) return null;
            foreach (PropertyInfo property in method.DeclaringType.GetProperties(All))
                if (property.GetGetMethod(true) == method || property.GetSetMethod(true) == method) return property;
            return null;
        }

        private static string Parameters(ParameterInfo[] parameters)
        {
            if (parameters.Length == 0) return "";
            List<string> types = new List<string>();
            foreach (ParameterInfo parameter in parameters) types.Add(SpellingOf(parameter.ParameterType));
            return "(" + string.Join(",", types.ToArray()) + ")";
        }

        private static string NameOf(Type type)
        {
            if (type.IsGenericType) type = type.GetGenericTypeDefinition();
            return type.FullName.Replace('+', '.');
        }

        private static string SpellingOf(Type type)
        {
            if (type.IsByRef) return SpellingOf(type.GetElementType()) + "@";
            if (type.IsArray) return SpellingOf(type.GetElementType()) + "[]";
            if (type.IsGenericParameter)
                return (type.DeclaringMethod == null ? "`" : "``") + type.GenericParameterPosition;
            if (!type.IsGenericType) return NameOf(type);
            List<string> arguments = new List<string>();
            foreach (Type argument in type.GetGenericArguments()) arguments.Add(SpellingOf(argument));
            string name = NameOf(type);
            return name.Substring(0, name.IndexOf('`')) + "{" + string.Join(",", arguments.ToArray()) + "}";
        }
    }
}
