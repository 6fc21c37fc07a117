/** The roles in the words of the interface. */
export const ROLE_WORDS = {
  'provincial-leader': { vi: 'Lãnh đạo tỉnh', en: 'Provincial leader' },
  'office-clerk': { vi: 'Văn phòng theo dõi chỉ đạo', en: 'Office clerk' },
  'agency-head': { vi: 'Lãnh đạo cơ quan', en: 'Head of agency' },
  'agency-clerk': { vi: 'Văn thư cơ quan', en: 'Agency clerk' },
  officer: { vi: 'Chuyên viên', en: 'Officer' },
  'reform-monitor': { vi: 'Theo dõi cải cách hành chính', en: 'Reform monitor' },
  administrator: { vi: 'Quản trị hệ thống', en: 'Administrator' },
  auditor: { vi: 'Kiểm tra nhật ký', en: 'Auditor' },
} as const;
